package dev.asupersync.otel;

import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a runtime with an OpenTelemetry that the program has made: {@code Runtimes.open(source,
 * Otel.observers(sdk))}. The OpenTelemetry stays the program's to flush and to close.
 *
 * <p>Spans for regions and tasks, the metrics of the core group, log events. For anything else use configuration:
 * {@code asupersync.runtime = otel}, which takes what {@code GlobalOpenTelemetry} holds.
 */
public final class Otel {

  private Otel() {}

  /** For one runtime, in this order. None for an OpenTelemetry of which nothing can come. */
  public static RuntimeObserver[] observers(OpenTelemetry openTelemetry) {
    return observers(
            Telemetry.of(openTelemetry), new Watched(), SpanOptions.DEFAULT, MetricOptions.CORE, true, true)
        .toArray(RuntimeObserver[]::new);
  }

  /** What is switched on and can come of it. Metrics first: a span is an example while it is still current. */
  static List<RuntimeObserver> observers(
      Telemetry telemetry,
      Watched watched,
      SpanOptions spans,
      MetricOptions metrics,
      boolean measure,
      boolean log) {
    Telemetry.Signals signals = telemetry.signals();
    boolean traces = spans.level() != SpanLevel.OFF && signals.traces();
    List<RuntimeObserver> observers = new ArrayList<>();
    Runnable leave = () -> {};
    if (measure && signals.metrics()) {
      MetricsObserver observer = new MetricsObserver(telemetry, watched, metrics, traces);
      observers.add(observer);
      leave = observer::leave;
      if (!metrics.groups().isEmpty()) {
        observers.add(new GroupsObserver(telemetry, watched, metrics));
      }
    }
    if (log && signals.logs()) {
      observers.add(new LogsObserver(telemetry, watched));
    }
    if (traces) {
      observers.add(new SpansObserver(telemetry, watched, spans));
    }
    if (!observers.isEmpty()) {
      observers.add(new Ending(telemetry, leave));
    }
    return observers;
  }
}
