package dev.asupersync.stand;

import dev.asupersync.stand.otlp.Received;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Keeps every span that was received, and hands it on. */
final class Kept implements Received {

  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final Received next;

  Kept(Received next) {
    this.next = next;
  }

  @Override
  public void traces(ExportTraceServiceRequest request) throws IOException {
    next.traces(request);
    request.getResourceSpansList().forEach(
        resource -> resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** The ids of the spans of each trace. */
  Map<String, Set<String>> traces() {
    return spans.stream().collect(Collectors.groupingBy(
        span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()),
        Collectors.mapping(
            span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()), Collectors.toCollection(TreeSet::new))));
  }
}
