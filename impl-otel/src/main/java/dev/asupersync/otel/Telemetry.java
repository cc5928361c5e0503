package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An OpenTelemetry and what is ours to do for it.
 *
 * @param onRunEnd when a program has ended
 * @param onClose when the runtime has closed
 */
record Telemetry(OpenTelemetry openTelemetry, Runnable onRunEnd, Runnable onClose) {

  /** OpenTelemetry's own settings that say where spans go, or that they go nowhere. */
  private static final List<String> DESTINATIONS =
      List.of(
          "OTEL_TRACES_EXPORTER",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_CONFIG_FILE",
          "OTEL_SDK_DISABLED");

  /** Spans are all we make, so nobody needs to have exporters for the rest; who sets them gets them. */
  private static final Map<String, String> DEFAULTS =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  /** Somebody else's: ours to use and no more. */
  static Telemetry of(OpenTelemetry openTelemetry) {
    return new Telemetry(openTelemetry, () -> {}, () -> {});
  }

  /** What the program or the Java agent has made known to the whole process; a no-op if nobody has. */
  static Telemetry global() {
    return of(GlobalOpenTelemetry.getOrNoop());
  }

  /** Whether OpenTelemetry's own settings say where spans go. */
  static boolean isConfigured() {
    return DESTINATIONS.stream()
        .anyMatch(
            name ->
                System.getenv(name) != null
                    || System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.')) != null);
  }

  /**
   * An SDK of our own, from OpenTelemetry's own settings. Throws what autoconfiguration throws when they are
   * wrong.
   */
  static Telemetry autoconfigured(IdGenerator ids, Duration flushTimeout) {
    AtomicBoolean wanted = new AtomicBoolean();
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> DEFAULTS)
            .addPropertiesCustomizer(
                settings -> {
                  wanted.set(wantsSpans(settings));
                  return Map.of();
                })
            .addTracerProviderCustomizer((builder, _) -> builder.setIdGenerator(ids))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    if (!wanted.get()) {
      sdk.shutdown();
      return of(OpenTelemetry.noop());
    }
    return owned(sdk, flushTimeout);
  }

  /**
   * An SDK that nobody else knows: flushed and closed with the runtime, and left alone if that takes
   * longer.
   */
  static Telemetry owned(OpenTelemetrySdk sdk, Duration flushTimeout) {
    return new Telemetry(
        sdk, () -> {}, () -> sdk.shutdown().join(flushTimeout.toNanos(), NANOSECONDS));
  }

  /** An SDK that is switched off makes spans all the same, and then drops them. */
  private static boolean wantsSpans(ConfigProperties settings) {
    return !settings.getBoolean("otel.sdk.disabled", false)
        && !settings.getList("otel.traces.exporter").equals(List.of("none"));
  }

  /** An SDK of our own that prints each program's spans when it has ended. Has no threads. */
  static Telemetry console(IdGenerator ids, int limit, PrintStream out) {
    SpanTree tree = new SpanTree(limit, out);
    SdkTracerProvider tracing =
        SdkTracerProvider.builder().setIdGenerator(ids).addSpanProcessor(tree).build();
    return new Telemetry(
        OpenTelemetrySdk.builder().setTracerProvider(tracing).build(), tree::print, tree::print);
  }

  /** Whether spans can come of it. */
  boolean traces() {
    return !openTelemetry.getTracer(Names.SCOPE).equals(OpenTelemetry.noop().getTracer(Names.SCOPE));
  }

  /** Whether metrics can come of it. */
  boolean measures() {
    return !openTelemetry.getMeter(Names.SCOPE).equals(OpenTelemetry.noop().getMeter(Names.SCOPE));
  }
}
