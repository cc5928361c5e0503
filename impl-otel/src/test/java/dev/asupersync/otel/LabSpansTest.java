package dev.asupersync.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.obligation.Permit;
import dev.asupersync.spi.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In the lab spans are a function of the seed, and watching changes nothing. */
class LabSpansTest {

  /** What a program did, in the order in which it did it, with its random numbers. */
  private final StringBuilder happened = new StringBuilder();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private String spansOf(long seed) {
    printed.reset();
    happened.setLength(0);
    Wiring wiring = LabInterpretation.of(LabConfig.defaults().seed(seed)).wiring();
    Telemetry console =
        Telemetry.console(
            OwnSdk.ids(wiring.interpretation()), 1_000, new PrintStream(printed, false, UTF_8));
    SpansObserver observer =
        new SpansObserver(console, Watched.of(wiring.interpretation()), SpanOptions.DEFAULT);
    runIn(wiring.observedBy(observer).observedBy(new Ending(console, () -> {})));
    assertThat(observer.held()).isZero();
    return printed.toString(UTF_8);
  }

  private void runIn(Wiring wiring) {
    try (Kernel kernel = Kernel.open("lab", wiring, KernelSettings.DEFAULT)) {
      kernel.run(this::program).orThrow();
    }
  }

  private Void program(Cx cx) {
    cx.region(
            RegionOptions.named("shop"),
            scope -> {
              Channel<Integer> orders = scope.open(Channel.<Integer>bounded(2));
              for (int t = 0; t < 3; t++) {
                var sender = orders.sender();
                scope.launch(
                    TaskOptions.named("customer"),
                    c -> {
                      for (int i = 0; i < 3; i++) {
                        c.sleep(Duration.ofMinutes(c.random().nextInt(60)));
                        try (Permit<Integer> slot = sender.reserve(c)) {
                          slot.send(c.random().nextInt(100));
                        }
                      }
                    });
              }
              var late = scope.launch(TaskOptions.named("late"), c -> c.sleep(Duration.ofDays(365)));
              for (int i = 0; i < 9; i++) {
                happened.append(orders.receiver().recv(scope.cx())).append(' ');
                scope.cx().trace("sold");
              }
              late.cancel(CancelReason.user("closing time"));
              return null;
            })
        .isOk();
    return null;
  }

  @Test
  void one_seed_gives_one_text_and_other_seeds_give_others() {
    Set<String> texts = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      String first = spansOf(seed);

      assertThat(spansOf(seed)).as("seed %d again", seed).isEqualTo(first);
      texts.add(first);
    }
    assertThat(texts).hasSize(20);
  }

  @Test
  void one_seed_gives_the_same_text_in_another_jvm() throws Exception {
    String here = spansOf(42);

    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LabSpansTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String there = new String(other.getInputStream().readAllBytes(), UTF_8);

    assertThat(other.waitFor(60, SECONDS)).isTrue();
    assertThat(there).isEqualTo(here);
    assertThat(here).contains("region shop").contains("task customer").contains("user, closing time");
  }

  /** The other JVM: prints the text and nothing else. */
  public static void main(String[] args) {
    System.out.writeBytes(new LabSpansTest().spansOf(42).getBytes(UTF_8));
    System.out.flush();
  }

  @Test
  void a_program_does_the_same_whether_it_is_watched_or_not() {
    for (long seed = 1; seed <= 20; seed++) {
      spansOf(seed);
      String watched = happened.toString();
      happened.setLength(0);
      runIn(LabInterpretation.of(LabConfig.defaults().seed(seed)).wiring());

      assertThat(watched).as("seed %d", seed).isEqualTo(happened.toString()).isNotEmpty();
    }
  }

  @Test
  void a_sleep_of_a_day_is_a_span_of_a_day() throws Exception {
    SpanRecorder recorder = new SpanRecorder();
    Wiring wiring = LabInterpretation.of(LabConfig.defaults()).wiring();
    try (Kernel kernel =
        Kernel.open(
            "lab",
            wiring.observedBy(SpansObserver.of(recorder.sdk, wiring.interpretation())),
            KernelSettings.DEFAULT)) {
      kernel.run(
          cx ->
              cx.region(
                  scope -> {
                    scope.launch(TaskOptions.named("sleeper"), c -> c.sleep(Duration.ofDays(1)));
                    return null;
                  }));
    }

    var span = recorder.only("task sleeper");
    assertThat(span.getStartEpochNanos())
        .isEqualTo(LabConfig.defaults().start().getEpochSecond() * 1_000_000_000L);
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
        .isEqualTo(Duration.ofDays(1).toNanos());
    SpanRecorder.assertNoContextOpen();
  }

  @Test
  void a_run_that_the_lab_stops_ends_its_spans_and_prints_them() throws Exception {
    Wiring wiring = LabInterpretation.of(LabConfig.defaults()).wiring();
    Telemetry console =
        Telemetry.console(
            OwnSdk.ids(wiring.interpretation()), 1_000, new PrintStream(printed, false, UTF_8));
    SpansObserver observer =
        new SpansObserver(console, Watched.of(wiring.interpretation()), SpanOptions.DEFAULT);
    try (Kernel kernel = Kernel.open(
        "lab",
        wiring.observedBy(observer).observedBy(new Ending(console, () -> {})),
        KernelSettings.DEFAULT)) {
      assertThatThrownBy(
              () ->
                  kernel.run(
                      cx ->
                          cx.region(
                              RegionOptions.named("silent"),
                              scope -> {
                                Channel<Integer> never = scope.open(Channel.<Integer>bounded(1));
                                never.receiver().recv(scope.cx());
                                return null;
                              })))
          .isInstanceOf(CxViolationException.class);
    }

    assertThat(observer.held()).isZero();
    assertThat(printed.toString(UTF_8)).contains("region silent").doesNotContain("still open");
    SpanRecorder.assertNoContextOpen();
  }
}
