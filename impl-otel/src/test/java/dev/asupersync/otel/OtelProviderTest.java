package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.otel.Events.Body;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Sets what belongs to the whole process, so nothing else runs beside it. */
@Isolated
class OtelProviderTest {

  private final Wiring inner = Wiring.of(new ManualInterpretation());
  private final GivenSettings settings = new GivenSettings(inner);

  @BeforeEach
  @AfterEach
  void clear() {
    GlobalOpenTelemetry.resetForTest();
    List.of("traces", "metrics", "logs").forEach(signal -> System.clearProperty("otel." + signal + ".exporter"));
    List.of("otel.sdk.disabled", "otel.traces.sampler").forEach(System::clearProperty);
    TestExporters.reset();
  }

  @Test
  void where_nobody_has_an_opentelemetry_the_other_interpretation_runs_undecorated() {
    assertThat(settings.create()).isSameAs(inner);
    assertThat(GlobalOpenTelemetry.isSet()).as("looking must not settle it for the program").isFalse();

    settings.with("sdk", "global");
    assertThat(settings.create()).isSameAs(inner);
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void it_watches_the_interpretation_that_it_is_told_to() {
    settings.with("sdk", "console");

    Wiring wiring = settings.create();

    assertThat(wiring.interpretation()).isSameAs(inner.interpretation());
    assertThat(wiring.observers()).hasOnlyElementsOfTypes(SpansObserver.class, Ending.class).hasSize(2);
  }

  @Test
  void each_signal_is_switched_off_alone_and_nothing_is_left_when_all_are() {
    GlobalOpenTelemetry.set(new MetricRecorder().sdk);
    assertThat(settings.create().observers())
        .hasOnlyElementsOfTypes(MetricsObserver.class, LogsObserver.class, SpansObserver.class, Ending.class)
        .hasSize(4);

    settings.with("spans", "off");
    assertThat(settings.create().observers()).noneMatch(SpansObserver.class::isInstance);
    settings.with("logs.enabled", "false");
    assertThat(settings.create().observers()).hasOnlyElementsOfTypes(MetricsObserver.class, Ending.class);
    settings.with("metrics.enabled", "false");
    assertThat(settings.create()).isSameAs(inner);
  }

  @Test
  void auto_prefers_the_global_opentelemetry() {
    SpanRecorder recorder = new SpanRecorder();
    GlobalOpenTelemetry.set(recorder.sdk);
    System.setProperty("otel.traces.exporter", "console");

    runAProgram(settings.create());

    assertThat(recorder.spans()).hasSize(2);
  }

  @Test
  void auto_obeys_opentelemetrys_own_settings() {
    System.setProperty("otel.traces.exporter", "console");
    List<String> exported = new ArrayList<>();
    Logger log = Logger.getLogger(LoggingSpanExporter.class.getName());
    Handler handler = collectInto(exported);
    log.addHandler(handler);
    try {
      runAProgram(settings.create());
    } finally {
      log.removeHandler(handler);
    }

    assertThat(exported).hasSize(2);
  }

  @Test
  void what_would_go_nowhere_is_not_made() {
    System.setProperty("otel.traces.exporter", "none");
    assertThat(settings.create()).isSameAs(inner);

    System.setProperty("otel.traces.exporter", "console");
    System.setProperty("otel.sdk.disabled", "true");
    assertThat(settings.create()).isSameAs(inner);
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void only_the_signals_that_have_an_exporter_are_watched_for() {
    System.setProperty("otel.traces.exporter", "none");
    System.setProperty("otel.metrics.exporter", "test");
    System.setProperty("otel.logs.exporter", "none");

    assertThat(settings.create().observers()).hasOnlyElementsOfTypes(MetricsObserver.class, Ending.class);
  }

  @Test
  void the_threads_of_an_sdk_start_with_the_first_run() {
    System.setProperty("otel.traces.exporter", "test");
    System.setProperty("otel.metrics.exporter", "test");

    Set<Thread> before = exporterThreads();

    Wiring wiring = settings.create();
    assertThat(before).containsAll(exporterThreads());
    runAProgram(wiring, () -> assertThat(exporterThreads()).filteredOn(each -> !before.contains(each)).hasSize(2));

    assertThat(wiring.observers()).hasSize(3);
  }

  private static Set<Thread> exporterThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().matches("(BatchSpanProcessor|PeriodicMetricReader).*"))
        .collect(Collectors.toSet());
  }

  @Test
  void an_exporter_that_is_not_there_is_a_problem_of_the_setting() {
    System.setProperty("otel.traces.exporter", "otlp");

    settings.create();

    assertThat(settings.problems())
        .singleElement()
        .asString()
        .startsWith("sdk: ")
        .contains("otel.traces.exporter")
        .contains("opentelemetry-exporter-otlp")
        .contains("sdk = console");
  }

  @Test
  void a_sampler_that_does_not_exist_is_a_problem_before_anything_runs() {
    System.setProperty("otel.traces.exporter", "test");
    System.setProperty("otel.traces.sampler", "sometimes");

    settings.create();

    assertThat(settings.problems()).singleElement().asString().contains("sometimes");
  }

  @Test
  void words_that_mean_nothing_are_problems_of_their_key() {
    settings
        .with("metrics.groups", "sched, everything")
        .with("cancelled-as-error", "timeout, boredom")
        .with("metrics.scope-names", String.join(", ", IntStream.range(0, 21).mapToObj(i -> "s" + i).toList()));

    settings.create();

    assertThat(settings.problems())
        .hasSize(3)
        .anyMatch(text -> text.startsWith("metrics.groups: everything is none of: sched, budget"))
        .anyMatch(text -> text.startsWith("cancelled-as-error: boredom is none of: user, timeout"))
        .anyMatch(text -> text.startsWith("metrics.scope-names: has 21 names"));
  }

  @Test
  void every_key_that_it_reads_has_a_default_with_a_comment() throws IOException {
    try (InputStream reference = OtelProvider.class.getResourceAsStream("/reference.conf")) {
      List<String> lines = new String(reference.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (String key : settings.keys()) {
        String line = "  ".repeat(key.split("\\.").length) + key.substring(key.indexOf('.') + 1) + " = ";
        int at = IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(line))
            .findFirst()
            .getAsInt();
        assertThat(lines.get(at - 1)).as("above " + key).contains("  # ");
      }
    }
  }

  private static Handler collectInto(List<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        messages.add(record.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static void runAProgram(Wiring wiring) {
    runAProgram(wiring, () -> {});
  }

  private static void runAProgram(Wiring wiring, Runnable meanwhile) {
    List<RuntimeObserver> observers = wiring.observers();
    RuntimeObserver spans = observers.stream().filter(SpansObserver.class::isInstance).findFirst().orElseThrow();
    Events events = new Events(spans);
    observers.forEach(observer -> observer.onRunStarted(1));
    Body root = events.open("shop", null, null);
    events.run(events.spawn("mailer", root), Events.OK);
    meanwhile.run();
    events.close(root, Events.OK);
    observers.forEach(observer -> observer.onRunEnded(1, Events.OK));
    observers.forEach(RuntimeObserver::onRuntimeClosed);
  }
}
