package dev.asupersync.mdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.Task;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.TaskInfo;
import dev.asupersync.spi.observe.ThreadContextCarrier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** The logging context follows the tasks, and stays with nobody. */
class MdcContextTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final ThreadContextCarrier carrier = MdcContext.carrier();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  static Stream<Arguments> interpretations() {
    Supplier<Wiring> prod = () -> Wiring.of(ProdInterpretation.open());
    Supplier<Wiring> lab = () -> LabInterpretation.of(LabConfig.defaults().seed(3)).wiring();
    return Stream.of(argumentSet("prod", prod), argumentSet("lab", lab));
  }

  /** As a request is handled: with something current, on this thread, and nothing of it left elsewhere. */
  private void inRequest(Runnable work) {
    MDC.clear();
    MDC.put("request", "r7");
    work.run();

    assertThat(carrier.held()).isZero();
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("request", "r7"));
    MDC.clear();
  }

  private void run(Supplier<Wiring> over, Task<Void, RuntimeException> program) {
    inRequest(() -> {
      try (Kernel kernel = Kernel.open("test", over.get().observedBy(carrier), KernelSettings.DEFAULT)) {
        kernel.run(program).isOk();
      }
    });
  }

  private void see(String who) {
    seen.add(who + " " + MDC.get("request") + " " + MDC.get("item"));
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void a_task_has_the_context_of_who_spawned_it_as_it_was_then(Supplier<Wiring> over) {
    run(over, cx -> {
      see("root");
      return cx.<Void>region(scope -> {
        see("body");
        MDC.put("item", "first");
        var first = scope.launch(c -> {
          see("task");
          c.<Void>region(inner -> {
            inner.launch(_ -> see("below")).join();
            return null;
          }).orThrow();
        });
        MDC.put("item", "second");
        first.join();
        MDC.remove("item");
        return null;
      }).orThrow();
    });

    assertThat(seen).containsExactly("root r7 null", "body r7 null", "task r7 first", "below r7 first");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void what_a_task_puts_in_is_its_own(Supplier<Wiring> over) {
    run(over, cx -> cx.<Void>region(scope -> {
      scope.launch(_ -> MDC.put("item", "mine")).join();
      see("body");
      scope.launch(_ -> see("sibling")).join();
      return null;
    }).orThrow());

    assertThat(seen).containsExactly("body r7 null", "sibling r7 null");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void cleanup_and_finalizers_have_it_too_however_the_task_ends(Supplier<Wiring> over) {
    run(over, cx -> cx.<Void>region(scope -> {
      scope.defer(_ -> see("finalizer"));
      scope.launch(c -> {
        try {
          c.sleep(LONG);
        } finally {
          see("cleanup");
        }
      });
      scope.launch(_ -> {
        throw new IllegalStateException("lost");
      }).join();
      return null;
    }).orThrow());

    // The one that sleeps may have been cancelled before it began.
    assertThat(seen).contains("finalizer r7 null").allMatch(text -> text.endsWith(" r7 null"));
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void a_cancelled_task_keeps_it_to_the_end(Supplier<Wiring> over) {
    run(over, cx -> cx.<Void>region(scope -> {
      var sleeper = scope.launch(c -> {
        try {
          c.sleep(LONG);
        } finally {
          see("cleanup");
        }
      });
      cx.sleep(Duration.ofMillis(20));
      sleeper.cancel(CancelReason.user("enough"));
      return null;
    }).orThrow());

    assertThat(seen).containsExactly("cleanup r7 null");
  }

  private static TaskInfo task(long id) {
    return new TaskInfo(1, new TaskId(id), "t", new RegionId(1), Optional.empty(), false, Tier.TASK, Budget.DEFAULT,
        Set.of());
  }

  @Test
  void a_strand_that_is_used_again_has_what_it_had_before() {
    MDC.put("request", "r7");
    carrier.onSpawn(task(1));
    MDC.put("request", "of the strand");
    carrier.onStart(task(1));
    see("task");
    MDC.put("item", "left behind");
    carrier.onEnd(task(1), new Outcome.Ok<>(""));
    see("after");

    assertThat(seen).containsExactly("task r7 null", "after of the strand null");
    assertThat(carrier.held()).isZero();
    MDC.clear();
  }

  @Test
  void an_end_that_another_thread_tells_touches_the_context_of_nobody() throws Exception {
    MDC.put("request", "r7");
    carrier.onSpawn(task(1));
    Thread other = new Thread(() -> carrier.onStart(task(1)));
    other.start();
    other.join();
    MDC.put("item", "mine");
    carrier.onEnd(task(1), new Outcome.Ok<>(""));
    see("here");
    MDC.clear();

    assertThat(seen).containsExactly("here r7 mine");
  }

  @Test
  void a_runtime_carries_it_when_the_module_is_there_and_not_when_it_is_switched_off() {
    for (boolean on : List.of(true, false)) {
      ConfigSource source = ConfigSource.text("asupersync { runtime = prod, mdc.enabled = " + on + " }");
      inRequest(() -> {
        try (var runtime = Runtimes.open(source)) {
          runtime.run(cx -> cx.<Void>region(scope -> {
            scope.launch(_ -> see(on ? "on" : "off")).join();
            return null;
          }).orThrow());
        }
      });
    }

    assertThat(seen).containsExactly("on r7 null", "off null null");
  }
}
