package dev.asupersync.otel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * In the lab everything that is exported is a function of the seed: spans, metrics and log events, to the byte, in any
 * JVM. The files in {@code src/test/resources/golden} are what seed 42 gives; where a change of names or of the
 * kernel's order makes others, look at the difference, and take what the failing test has written to {@code target}.
 */
@Isolated
class LabExportTest {

  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private final ByteArrayOutputStream traces = new ByteArrayOutputStream();
  private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
  private final ByteArrayOutputStream logs = new ByteArrayOutputStream();

  /** What is sent, one request a line, as OTLP says it in JSON. */
  private void export(long seed) {
    TestExporters.spans = spans -> write(TraceRequestMarshaler.create(spans), traces);
    TestExporters.metrics = all -> write(MetricsRequestMarshaler.create(all), metrics);
    TestExporters.logs = records -> write(LogsRequestMarshaler.create(records), logs);
    GlobalOpenTelemetry.resetForTest();
    SIGNALS.forEach(signal -> System.setProperty("otel." + signal + ".exporter", "test"));
    try {
      GivenSettings settings =
          new GivenSettings(LabInterpretation.of(LabConfig.defaults().seed(seed)).wiring())
              .with("spans", "operations")
              .with("metrics.groups", "sched, budget, channel, oracle")
              .with("flush-timeout", "60s");
      try (Kernel kernel = Kernel.open("lab", settings.create(), KernelSettings.DEFAULT)) {
        kernel.run(LabExportTest::program).orThrow();
      }
    } finally {
      SIGNALS.forEach(signal -> System.clearProperty("otel." + signal + ".exporter"));
      TestExporters.reset();
    }
  }

  private static CompletableResultCode write(Marshaler request, ByteArrayOutputStream to) {
    try {
      request.writeJsonTo(to);
      to.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CompletableResultCode.ofSuccess();
  }

  private static Void program(Cx cx) {
    cx.region(
            RegionOptions.named("shop").withTimeout(Duration.ofHours(1)).withPolicy(Policy.COLLECT_ALL),
            scope -> {
              Channel<Integer> orders = scope.open(Channel.<Integer>bounded(2).named("orders"));
              for (int t = 0; t < 3; t++) {
                var sender = orders.sender();
                scope.launch(
                    TaskOptions.named("customer"),
                    c -> {
                      for (int i = 0; i < 3; i++) {
                        c.sleep(Duration.ofSeconds(c.random().nextInt(60)));
                        sender.send(c, c.random().nextInt(100));
                      }
                    });
              }
              var late = scope.launch(TaskOptions.named("late"), c -> c.sleep(Duration.ofMinutes(30)));
              scope.launch(TaskOptions.named("slow"), c -> c.sleep(Duration.ofDays(1)));
              var receiver = orders.receiver();
              for (int i = 0; i < 9; i++) {
                receiver.recv(scope.cx());
              }
              late.cancel(CancelReason.user("closing time"));
              return null;
            })
        .isOk();
    return null;
  }

  private String all() {
    return traces.toString(UTF_8) + metrics.toString(UTF_8) + logs.toString(UTF_8);
  }

  /** Without what OpenTelemetry says of itself and of the machine, which another version may say otherwise. */
  private static String portable(ByteArrayOutputStream bytes) {
    String json = bytes.toString(UTF_8);
    return json.replaceAll("\"resource\":\\{\"attributes\":\\[.*?\\]\\}", "\"resource\":{}");
  }

  @Test
  void what_a_seed_exports_is_known_beforehand() throws IOException {
    export(42);

    assertGolden("traces", traces);
    assertGolden("metrics", metrics);
    assertGolden("logs", logs);
  }

  private static void assertGolden(String signal, ByteArrayOutputStream bytes) throws IOException {
    String now = portable(bytes);
    Path written = Path.of("target", "golden", "lab-42-" + signal + ".json");
    Files.createDirectories(written.getParent());
    Files.writeString(written, now);

    try (var golden = LabExportTest.class.getResourceAsStream("/golden/lab-42-" + signal + ".json")) {
      assertThat(golden).as("golden file of %s; this run's is %s", signal, written).isNotNull();
      assertThat(now).as("%s; this run's is %s", signal, written)
          .isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @Test
  void one_seed_exports_the_same_bytes_again_and_other_seeds_export_others() {
    Set<String> texts = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      export(seed);
      String first = all();
      List.of(traces, metrics, logs).forEach(ByteArrayOutputStream::reset);
      export(seed);

      assertThat(all()).as("seed %d again", seed).isEqualTo(first).contains("asupersync.task.duration");
      texts.add(first);
      List.of(traces, metrics, logs).forEach(ByteArrayOutputStream::reset);
    }
    assertThat(texts).hasSize(5);
  }

  @Test
  void one_seed_exports_the_same_bytes_in_another_jvm() throws Exception {
    export(42);

    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LabExportTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String there = new String(other.getInputStream().readAllBytes(), UTF_8);

    assertThat(other.waitFor(60, SECONDS)).isTrue();
    assertThat(there).isEqualTo(all()).contains("\"name\":\"receive orders\"");
  }

  /** The other JVM: prints what is exported and nothing else. */
  public static void main(String[] args) {
    LabExportTest test = new LabExportTest();
    if (args.length > 0) {
      test.export(Long.parseLong(args[0])); // to see whether a second one in a JVM is another
      List.of(test.traces, test.metrics, test.logs).forEach(ByteArrayOutputStream::reset);
    }
    test.export(42);
    System.out.writeBytes(test.all().getBytes(UTF_8));
    System.out.flush();
  }
}
