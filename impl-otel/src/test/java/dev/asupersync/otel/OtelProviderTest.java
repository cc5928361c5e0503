package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.otel.Events.Body;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Sets what belongs to the whole process, so nothing else runs beside it. */
@Isolated
class OtelProviderTest {

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "over", "inner",
              "spans", "tasks",
              "sdk", "auto",
              "metrics.enabled", "true",
              "metrics.groups", "",
              "metrics.scope-names", "",
              "cancelled-as-error", "",
              "console-limit", "10",
              "flush-timeout", "5s"));
  private final List<String> problems = new ArrayList<>();
  private final Wiring inner = Wiring.of(new ManualInterpretation());

  @BeforeEach
  @AfterEach
  void clear() {
    GlobalOpenTelemetry.resetForTest();
    System.clearProperty("otel.traces.exporter");
    System.clearProperty("otel.sdk.disabled");
  }

  @Test
  void it_watches_the_interpretation_that_it_is_told_to() {
    Wiring wiring = create();

    assertThat(wiring.interpretation()).isSameAs(inner.interpretation());
    assertThat(wiring.observers()).singleElement().isInstanceOf(OtelObserver.class);
  }

  @Test
  void without_spans_the_other_interpretation_runs_undecorated() {
    settings.put("spans", "off");

    assertThat(create()).isSameAs(inner);
  }

  @Test
  void without_a_global_opentelemetry_global_runs_undecorated() {
    settings.put("sdk", "global");

    assertThat(create()).isSameAs(inner);
    assertThat(GlobalOpenTelemetry.isSet()).as("looking must not settle it for the program").isFalse();
  }

  @Test
  void auto_prefers_the_global_opentelemetry() {
    SpanRecorder recorder = new SpanRecorder();
    GlobalOpenTelemetry.set(recorder.sdk);
    System.setProperty("otel.traces.exporter", "console");

    runAProgram(create());

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
      runAProgram(create());
    } finally {
      log.removeHandler(handler);
    }

    assertThat(exported).hasSize(2);
  }

  @Test
  void spans_that_would_go_nowhere_are_not_made() {
    System.setProperty("otel.traces.exporter", "none");
    assertThat(create()).isSameAs(inner);

    System.setProperty("otel.traces.exporter", "console");
    System.setProperty("otel.sdk.disabled", "true");
    assertThat(create()).isSameAs(inner);
    assertThat(problems).isEmpty();
  }

  @Test
  void an_exporter_that_is_not_there_is_a_problem_of_the_setting() {
    System.setProperty("otel.traces.exporter", "otlp");

    create();

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("sdk: ")
        .contains("otel.traces.exporter")
        .contains("opentelemetry-exporter-otlp")
        .contains("sdk = console");
  }

  @Test
  void every_key_that_it_reads_has_a_default_with_a_comment() throws IOException {
    try (InputStream reference = OtelProvider.class.getResourceAsStream("/reference.conf")) {
      List<String> lines = new String(reference.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (String key : settings.keySet()) {
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

  private void runAProgram(Wiring wiring) {
    RuntimeObserver observer = wiring.observers().getFirst();
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    events.run(events.spawn("mailer", root), Events.OK);
    events.close(root, Events.OK);
    observer.onRunEnded(1, Events.OK);
    observer.onRuntimeClosed();
  }

  private Wiring create() {
    return new OtelProvider()
        .create(
            new ProviderContext() {
              @Override
              public Settings settings() {
                return new FakeSettings();
              }

              @Override
              public Wiring delegate(String name) {
                assertThat(name).isEqualTo("inner");
                return inner;
              }
            });
  }

  private final class FakeSettings implements Settings {
    @Override
    public boolean flag(String key) {
      return Boolean.parseBoolean(text(key));
    }

    @Override
    public long whole(String key, long min, long max) {
      return Long.parseLong(text(key));
    }

    @Override
    public Duration time(String key) {
      return Duration.parse("PT" + text(key));
    }

    @Override
    public Instant instant(String key) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public String text(String key) {
      return settings.get(key);
    }

    @Override
    public String oneOf(String key, List<String> allowed) {
      assertThat(allowed).contains(text(key));
      return text(key);
    }

    @Override
    public List<String> list(String key) {
      return text(key).isEmpty() ? List.of() : List.of(text(key).split(", "));
    }

    @Override
    public void problem(String key, String whatIsWrong) {
      problems.add(key + ": " + whatIsWrong);
    }
  }
}
