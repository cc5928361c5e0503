package dev.asupersync.otel;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code asupersync.runtime = otel}: the interpretation that {@code asupersync.otel.over} names, watched. Where
 * nothing can come of it, that interpretation as it is, at no cost.
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
    SpanOptions spans = spans(settings);
    MetricOptions metrics = metrics(settings, spans.cancelledAsError());
    boolean measure = settings.flag("metrics.enabled");
    boolean log = settings.flag("logs.enabled");
    String sdk = settings.oneOf("sdk", List.of("auto", "global", "autoconfigure", "console"));
    int limit = (int) settings.whole("console-limit", 1, MOST_ON_CONSOLE);
    Duration flushTimeout = settings.time("flush-timeout");
    Wiring wiring = context.delegate(settings.text("over"));
    if (spans.level() == SpanLevel.OFF && !measure && !log) {
      return wiring;
    }

    Interpretation interpretation = wiring.interpretation();
    Telemetry telemetry =
        switch (sdk.equals("auto") ? firstThatIsThere() : sdk) {
          case "global" -> Telemetry.global();
          case "autoconfigure" -> autoconfigured(settings, interpretation, flushTimeout);
          case "console" -> Telemetry.console(OwnSdk.ids(interpretation), limit, System.err);
          default -> Telemetry.none();
        };
    Wiring watched = wiring;
    for (RuntimeObserver observer :
        Otel.observers(telemetry, Watched.of(interpretation), spans, metrics, measure, log)) {
      watched = watched.observedBy(observer);
    }
    return watched;
  }

  private static SpanOptions spans(Settings settings) {
    return new SpanOptions(
        SpanLevel.of(settings.oneOf("spans", SpanLevel.WORDS)),
        CancelledAsError.of(words(settings, "cancelled-as-error", CancelledAsError.WORDS)),
        settings.time("max-trace-age"),
        settings.list("baggage-keys"),
        settings.flag("code-attributes"));
  }

  private static MetricOptions metrics(Settings settings, CancelledAsError cancelledAsError) {
    Set<MetricGroup> groups = EnumSet.noneOf(MetricGroup.class);
    for (String word : words(settings, "metrics.groups", MetricGroup.WORDS)) {
      groups.add(MetricGroup.of(word));
    }
    List<String> scopes = settings.list("metrics.scope-names");
    if (scopes.size() > MetricOptions.MOST_SCOPES) {
      reject(
          settings,
          "metrics.scope-names",
          "has " + scopes.size() + " names, and may have " + MetricOptions.MOST_SCOPES
              + ": each makes some hundred series. Name those that matter");
      scopes = scopes.subList(0, MetricOptions.MOST_SCOPES);
    }
    return new MetricOptions(groups, scopes, cancelledAsError);
  }

  /** Those of a list that are allowed; the others are problems. */
  private static List<String> words(Settings settings, String key, List<String> allowed) {
    List<String> given = settings.list(key);
    List<String> strange = given.stream().filter(word -> !allowed.contains(word)).toList();
    if (!strange.isEmpty()) {
      reject(
          settings,
          key,
          String.join(", ", strange) + " is none of: " + String.join(", ", allowed) + ". Name only these");
    }
    return given.stream().filter(allowed::contains).distinct().toList();
  }

  private static String firstThatIsThere() {
    if (GlobalOpenTelemetry.isSet()) {
      return "global";
    }
    return Destination.isNamed() ? "autoconfigure" : "none";
  }

  private static Telemetry autoconfigured(
      Settings settings, Interpretation interpretation, Duration flushTimeout) {
    try {
      return OwnSdk.to(Destination.look(), interpretation, flushTimeout);
    } catch (ConfigurationException wrong) {
      reject(
          settings,
          "sdk",
          "cannot be set up from OpenTelemetry's own settings (OTEL_* and otel.*). Correct them, add the jar"
              + " of the exporter that they name, or set sdk = console. OpenTelemetry says: "
              + wrong.getMessage());
      return Telemetry.none();
    }
  }

  /** Notes the problem, and tells whoever watches the process, since no runtime will. */
  private static void reject(Settings settings, String key, String what) {
    settings.problem(key, what);
    if (GlobalOpenTelemetry.isSet()) {
      Telemetry global = Telemetry.global();
      EventLog log =
          new EventLog(Instrumentation.logger(global.openTelemetry()), Watched.machine(), global.dropped());
      String text = "asupersync.otel." + key + " " + what;
      log.write(LogEvent.CONFIG_REJECTED, Context.current(), Attributes.empty(), text);
    }
  }
}
