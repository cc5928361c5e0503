package dev.asupersync.stand;

import dev.asupersync.CxRuntime;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** OpenTelemetry's own settings, as system properties, for as long as it is open. */
final class Exporting implements AutoCloseable {

  private final List<String> keys = new ArrayList<>();

  private Exporting() {}

  /** Spans go to this receiver, metrics and log events nowhere. */
  static Exporting to(URI endpoint) {
    return new Exporting()
        .with("otel.service.name", "test")
        .with("otel.traces.exporter", "otlp")
        .with("otel.exporter.otlp.protocol", "http/protobuf")
        .with("otel.exporter.otlp.endpoint", endpoint.toString())
        .with("otel.metrics.exporter", "none")
        .with("otel.logs.exporter", "none");
  }

  /** Metrics are told here, too. */
  Exporting metrics(int port) {
    return with("otel.metrics.exporter", "prometheus")
        .with("otel.exporter.prometheus.host", "127.0.0.1")
        .with("otel.exporter.prometheus.port", String.valueOf(port));
  }

  Exporting with(String key, String value) {
    System.setProperty(key, value);
    keys.add(key);
    return this;
  }

  CxRuntime runtime() {
    return Runtimes.open(ConfigSource.text("asupersync { runtime = otel, otel.flush-timeout = 1m }"));
  }

  @Override
  public void close() {
    keys.forEach(System::clearProperty);
  }
}
