/** A stand of real backends, on loopback, on which telemetry can be seen. */
module dev.asupersync.stand {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;
  requires transitive io.opentelemetry.proto;
  requires com.fasterxml.jackson.databind;
  requires com.google.protobuf;
  requires dev.asupersync.cli;
  requires info.picocli;
  requires java.net.http;
  requires jdk.httpserver;

  exports dev.asupersync.stand;
  exports dev.asupersync.stand.otlp;

  provides dev.asupersync.program.Program with
      dev.asupersync.stand.Dashboards;
}
