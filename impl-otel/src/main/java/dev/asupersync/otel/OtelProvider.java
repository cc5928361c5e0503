package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code asupersync.runtime = otel}: the interpretation that {@code asupersync.otel.over} names, watched by
 * an {@link OtelObserver}. Where no span can come of it, that interpretation as it is, at no cost.
 */
public final class OtelProvider implements InterpretationProvider {

  private static final int MOST_ON_CONSOLE = 1_000_000;

  /** For {@code ServiceLoader}. */
  public OtelProvider() {}

  @Override
  public String name() {
    return "otel";
  }

  @Override
  public Wiring create(ProviderContext context) {
    Settings settings = context.settings();
    SpanLevel level = SpanLevel.of(settings.oneOf("spans", SpanLevel.WORDS));
    String sdk = settings.oneOf("sdk", List.of("auto", "global", "autoconfigure", "console"));
    int limit = (int) settings.whole("console-limit", 1, MOST_ON_CONSOLE);
    Duration flushTimeout = settings.time("flush-timeout");
    boolean measure = settings.flag("metrics.enabled");
    MetricOptions metrics = metrics(settings);
    Wiring wiring = context.delegate(settings.text("over"));
    if (level == SpanLevel.OFF && !measure) {
      return wiring;
    }

    Interpretation interpretation = wiring.interpretation();
    Telemetry telemetry =
        switch (sdk.equals("auto") ? firstThatFits() : sdk) {
          case "global" -> Telemetry.global();
          case "autoconfigure" -> autoconfigured(settings, ids(interpretation), flushTimeout);
          default -> Telemetry.console(ids(interpretation), limit, System.err);
        };
    boolean spans = level != SpanLevel.OFF && telemetry.traces();
    Wiring watched = wiring;
    if (measure && telemetry.measures()) {
      watched = watched.observedBy(
          new MetricsObserver(telemetry.openTelemetry(), interpretation, metrics, spans));
    }
    if (spans) {
      watched = watched.observedBy(new OtelObserver(telemetry, interpretation, level));
    }
    return watched;
  }

  private static MetricOptions metrics(Settings settings) {
    Set<MetricGroup> groups = EnumSet.noneOf(MetricGroup.class);
    for (String word : words(settings, "metrics.groups", MetricGroup.WORDS)) {
      groups.add(MetricGroup.of(word));
    }
    List<String> scopes = settings.list("metrics.scope-names");
    if (scopes.size() > MetricOptions.MOST_SCOPES) {
      settings.problem(
          "metrics.scope-names",
          "has " + scopes.size() + " names, and may have " + MetricOptions.MOST_SCOPES
              + ": each makes some hundred series. Name those that matter");
      scopes = scopes.subList(0, MetricOptions.MOST_SCOPES);
    }
    return new MetricOptions(
        groups, scopes, CancelledAsError.of(words(settings, "cancelled-as-error", CancelledAsError.WORDS)));
  }

  /** Those of a list that are allowed; the others are problems. */
  private static List<String> words(Settings settings, String key, List<String> allowed) {
    List<String> given = settings.list(key);
    List<String> strange = given.stream().filter(word -> !allowed.contains(word)).toList();
    if (!strange.isEmpty()) {
      settings.problem(
          key, String.join(", ", strange) + " is none of: " + String.join(", ", allowed) + ". Name only these");
    }
    return given.stream().filter(allowed::contains).distinct().toList();
  }

  private static String firstThatFits() {
    if (GlobalOpenTelemetry.isSet()) {
      return "global";
    }
    return Telemetry.isConfigured() ? "autoconfigure" : "console";
  }

  private static Telemetry autoconfigured(Settings settings, IdGenerator ids, Duration flushTimeout) {
    try {
      return Telemetry.autoconfigured(ids, flushTimeout);
    } catch (ConfigurationException wrong) {
      settings.problem(
          "sdk",
          "cannot be set up from OpenTelemetry's own settings (OTEL_* and otel.*). Correct them, add the jar"
              + " of the exporter that they name, or set sdk = console. OpenTelemetry says: "
              + wrong.getMessage());
      return Telemetry.global();
    }
  }

  /**
   * In a deterministic interpretation ids depend on what it says of itself, which names its seed. A seed that
   * is drawn from it is one that programs do not get: they would run differently for being watched.
   */
  static IdGenerator ids(Interpretation interpretation) {
    return interpretation.traits().contains(Trait.DETERMINISTIC)
        ? new SeededIds(interpretation.describe().hashCode())
        : IdGenerator.random();
  }
}
