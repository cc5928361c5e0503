package dev.asupersync.stand.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;

/**
 * What is done with requests of exporters. Called from several threads at once. A request is confirmed to its
 * exporter only when the method has returned; when it throws, the exporter is told to try again.
 */
public interface Received {

  default void traces(ExportTraceServiceRequest request) throws IOException {}

  default void metrics(ExportMetricsServiceRequest request) throws IOException {}

  default void logs(ExportLogsServiceRequest request) throws IOException {}
}
