package dev.asupersync.otel;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Trait;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An SDK that nobody else knows, made from OpenTelemetry's own settings when the first program runs; flushed and
 * closed with the runtime. Its queues are watched, so that what is dropped is counted.
 *
 * <p>Over an interpretation that is deterministic it is so too: ids come from the seed, every time is virtual,
 * attributes and series stand in the order of their names, and nothing is exported because real time has passed.
 */
final class OwnSdk {

  private static final System.Logger LOG = System.getLogger(OwnSdk.class.getName());

  private static final long SPAN_QUEUE = 2_048;
  private static final long LOG_QUEUE = 2_048;

  /** For where only the end of a program may flush. */
  private static final Map<String, String> UNHURRIED =
      Map.of(
          "otel.metric.export.interval", "1d",
          "otel.bsp.schedule.delay", "1d",
          "otel.blrp.schedule.delay", "1d",
          "otel.bsp.max.queue.size", "262144",
          "otel.blrp.max.queue.size", "262144");

  private final Destination destination;
  private final Interpretation interpretation;
  private final Duration flushTimeout;
  private final Dropped dropped;
  private final Gate spanGate;
  private final Gate logGate;

  private OwnSdk(
      Destination destination, Interpretation interpretation, Duration flushTimeout, Dropped dropped) {
    this.destination = destination;
    this.interpretation = interpretation;
    this.flushTimeout = flushTimeout;
    this.dropped = dropped;
    this.spanGate = new Gate(dropped);
    this.logGate = new Gate(dropped);
  }

  static Telemetry to(Destination destination, Interpretation interpretation, Duration flushTimeout) {
    Dropped dropped = new Dropped();
    OwnSdk own = new OwnSdk(destination, interpretation, flushTimeout, dropped);
    return Telemetry.later(destination.signals(), dropped, own::make);
  }

  /** In a deterministic interpretation they follow from the seed, and from the order of spans. */
  static IdGenerator ids(Interpretation interpretation) {
    return interpretation.traits().contains(Trait.DETERMINISTIC)
        ? new SeededIds(interpretation.describe().hashCode())
        : IdGenerator.random();
  }

  private Telemetry.Running make() {
    try {
      OpenTelemetrySdk sdk = build();
      return new Telemetry.Running(sdk, () -> {}, () -> close(sdk));
    } catch (RuntimeException | LinkageError wrong) {
      LOG.log(
          Level.ERROR,
          ErrorCode.TELEMETRY_UNAVAILABLE.format(
              "OpenTelemetry could not be set up from its own settings: " + wrong.getMessage()
                  + ". Programs run unwatched. Correct OTEL_* and otel.*, or set asupersync.runtime to what"
                  + " asupersync.otel.over names."),
          wrong);
      return Telemetry.Running.of(OpenTelemetry.noop());
    }
  }

  private OpenTelemetrySdk build() {
    boolean deterministic = interpretation.traits().contains(Trait.DETERMINISTIC);
    Map<String, String> defaults = new HashMap<>(destination.exporters());
    if (deterministic) {
      defaults.putAll(UNHURRIED);
    }
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> defaults)
            .addTracerProviderCustomizer((each, _) -> each.setIdGenerator(ids(interpretation)))
            .disableShutdownHook();
    if (deterministic) {
      keepOrder(builder);
    }
    watchQueues(builder);
    return builder.build().getOpenTelemetrySdk();
  }

  private void keepOrder(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    Clock clock = new VirtualClock(interpretation);
    builder
        .addTracerProviderCustomizer((each, _) -> each.setClock(clock))
        .addMeterProviderCustomizer((each, _) -> each.setClock(clock))
        .addLoggerProviderCustomizer((each, _) -> each.setClock(clock))
        .addSpanExporterCustomizer((each, _) -> new OrderedSpans(each))
        .addMetricExporterCustomizer((each, _) -> new OrderedMetrics(each))
        .addLogRecordExporterCustomizer((each, _) -> new OrderedLogs(each));
  }

  private void watchQueues(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    GatedSpans spans = new GatedSpans(spanGate);
    GatedLogs logs = new GatedLogs(logGate);
    builder
        .addSpanExporterCustomizer((each, _) -> spans.exporter(each))
        .addSpanProcessorCustomizer(
            (each, settings) -> spans.processor(each, whole(settings, "otel.bsp.max.queue.size", SPAN_QUEUE)))
        .addLogRecordExporterCustomizer((each, _) -> logs.exporter(each))
        .addLogRecordProcessorCustomizer(
            (each, settings) -> logs.processor(each, whole(settings, "otel.blrp.max.queue.size", LOG_QUEUE)));
  }

  private static long whole(ConfigProperties settings, String key, long otherwise) {
    Long given = settings.getLong(key);
    return given == null ? otherwise : given;
  }

  private void close(OpenTelemetrySdk sdk) {
    long[] lost = new long[1];
    boolean taken =
        new Shutdown(flushTimeout).close(sdk, () -> lost[0] = spanGate.giveUp() + logGate.giveUp());
    if (!taken) {
      LOG.log(
          Level.WARNING,
          "The exporter had not taken everything " + flushTimeout + " after the runtime closed: " + lost[0]
              + " spans and log events are lost, and with those that were dropped before "
              + (dropped.count(Dropped.Reason.QUEUE_FULL) + dropped.count(Dropped.Reason.EXPORT_FAILED))
              + ". Look at the exporter, or give asupersync.otel.flush-timeout more time.");
    }
  }
}
