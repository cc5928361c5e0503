package dev.asupersync.otel;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;

/** Our tracer, meter and logger: one name, one version, one schema. */
final class Instrumentation {

  private static final String VERSION = version();

  private Instrumentation() {}

  private static String version() {
    String known = Instrumentation.class.getPackage().getImplementationVersion();
    return known == null ? "" : known;
  }

  static Tracer tracer(OpenTelemetry openTelemetry) {
    return openTelemetry
        .tracerBuilder(Names.SCOPE)
        .setInstrumentationVersion(VERSION)
        .setSchemaUrl(Names.SCHEMA_URL)
        .build();
  }

  static Meter meter(OpenTelemetry openTelemetry) {
    return openTelemetry
        .meterBuilder(Names.SCOPE)
        .setInstrumentationVersion(VERSION)
        .setSchemaUrl(Names.SCHEMA_URL)
        .build();
  }

  static Logger logger(OpenTelemetry openTelemetry) {
    return openTelemetry
        .getLogsBridge()
        .loggerBuilder(Names.SCOPE)
        .setInstrumentationVersion(VERSION)
        .setSchemaUrl(Names.SCHEMA_URL)
        .build();
  }
}
