/** OpenTelemetry as an observer over any interpretation. */
module dev.asupersync.otel {
  requires static org.jspecify;
  requires java.management;
  requires jdk.management;
  requires transitive dev.asupersync.spi;
  requires transitive io.opentelemetry.api;
  requires transitive io.opentelemetry.context;
  requires io.opentelemetry.sdk;
  requires io.opentelemetry.sdk.autoconfigure;
  requires io.opentelemetry.sdk.autoconfigure.spi;
  requires io.opentelemetry.common;
  requires io.opentelemetry.sdk.common;
  requires transitive io.opentelemetry.sdk.trace;
  requires io.opentelemetry.sdk.logs;
  requires io.opentelemetry.sdk.metrics;

  exports dev.asupersync.otel;

  provides dev.asupersync.spi.InterpretationProvider with dev.asupersync.otel.OtelProvider;
}
