package dev.asupersync.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.asupersync.Task;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.ThreadContextCarrier;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What accessors know of follows the tasks, and stays with nobody. */
class PropagatedContextTest {

  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  private final ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor("tenant", TENANT);
  private final ThreadContextCarrier carrier = PropagatedContext.carrier(registry);
  private final List<String> seen = new CopyOnWriteArrayList<>();

  static Stream<Arguments> interpretations() {
    Supplier<Wiring> prod = () -> Wiring.of(ProdInterpretation.open());
    Supplier<Wiring> lab = () -> LabInterpretation.of(LabConfig.defaults().seed(3)).wiring();
    return Stream.of(argumentSet("prod", prod), argumentSet("lab", lab));
  }

  /** As a request is handled: with something current, on this thread, and nothing of it left elsewhere. */
  private void forTenant(Runnable work) {
    TENANT.set("acme");
    work.run();

    assertThat(carrier.held()).isZero();
    assertThat(TENANT.get()).isEqualTo("acme");
    TENANT.remove();
  }

  private void run(Supplier<Wiring> over, Task<Void, RuntimeException> program) {
    forTenant(() -> {
      try (Kernel kernel = Kernel.open("test", over.get().observedBy(carrier), KernelSettings.DEFAULT)) {
        kernel.run(program).orThrow();
      }
    });
  }

  private void see(String who) {
    seen.add(who + " " + TENANT.get());
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void tasks_bodies_and_finalizers_have_what_was_current(Supplier<Wiring> over) {
    run(over, cx -> {
      see("root");
      return cx.<Void>region(scope -> {
        scope.defer(_ -> see("finalizer"));
        TENANT.set("globex");
        var task = scope.launch(_ -> {
          see("task");
          TENANT.set("mine");
        });
        TENANT.set("acme");
        task.join();
        see("body");
        return null;
      }).orThrow();
    });

    assertThat(seen).containsExactly("root acme", "task globex", "body acme", "finalizer acme");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void what_the_spawner_does_not_have_the_task_does_not_have(Supplier<Wiring> over) {
    run(over, cx -> cx.<Void>region(scope -> {
      TENANT.remove();
      scope.launch(_ -> see("task")).join();
      TENANT.set("acme");
      return null;
    }).orThrow());

    assertThat(seen).containsExactly("task null");
  }

  @Test
  void an_accessor_that_throws_costs_nobody_but_its_context() {
    registry.registerThreadLocalAccessor(
        "broken", () -> {
          throw new IllegalStateException("broken accessor");
        }, _ -> {}, () -> {});

    run(() -> Wiring.of(ProdInterpretation.open()), cx -> cx.<Void>region(scope -> {
      scope.launch(_ -> see("task")).join();
      return null;
    }).orThrow());

    assertThat(seen).containsExactly("task null");
  }

  @Test
  void a_runtime_carries_what_the_registry_of_the_process_knows_and_nothing_when_it_is_switched_off() {
    ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
    for (boolean on : List.of(true, false)) {
      ConfigSource source =
          ConfigSource.text("asupersync { runtime = prod, context-propagation.enabled = " + on + " }");
      forTenant(() -> {
        try (var runtime = Runtimes.open(source)) {
          runtime.run(cx -> cx.<Void>region(scope -> {
            scope.launch(_ -> see(on ? "on" : "off")).join();
            return null;
          }).orThrow());
        }
      });
    }
    ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");

    assertThat(seen).containsExactly("on acme", "off null");
  }
}
