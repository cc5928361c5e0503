package dev.asupersync.stand.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Spans as Zipkin's JSON, version 2: attributes become tags, events annotations, links tags {@code link.N}, and a
 * status of error the tag {@code error}, by which Zipkin colours.
 */
final class ZipkinJson {

  private static final long NANOS_PER_MICRO = 1_000;

  private final StringBuilder json = new StringBuilder();

  private ZipkinJson() {}

  static String of(List<ResourceSpans> all) {
    ZipkinJson text = new ZipkinJson();
    text.json.append('[');
    for (ResourceSpans ofResource : all) {
      String service = service(ofResource);
      for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
        for (Span span : ofScope.getSpansList()) {
          text.span(span, service, ofScope.getScope().getName());
        }
      }
    }
    return text.json.append(']').toString();
  }

  private static String service(ResourceSpans spans) {
    return spans.getResource().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> words(attribute.getValue()))
        .findFirst()
        .orElse("unknown");
  }

  private void span(Span span, String service, String scope) {
    long start = micros(span.getStartTimeUnixNano());
    comma('[');
    json.append("{\"traceId\":\"").append(hex(span.getTraceId()));
    json.append("\",\"id\":\"").append(hex(span.getSpanId()));
    if (!span.getParentSpanId().isEmpty()) {
      json.append("\",\"parentId\":\"").append(hex(span.getParentSpanId()));
    }
    json.append("\",\"name\":");
    quote(span.getName());
    kind(span.getKind());
    json.append(",\"timestamp\":").append(start);
    json.append(",\"duration\":").append(Math.max(1, micros(span.getEndTimeUnixNano()) - start)); // 0 is "unknown"
    json.append(",\"localEndpoint\":{\"serviceName\":");
    quote(service);
    json.append("},\"annotations\":[");
    for (Span.Event event : span.getEventsList()) {
      comma('[');
      json.append("{\"timestamp\":").append(micros(event.getTimeUnixNano())).append(",\"value\":");
      quote(event.getName() + (event.getAttributesCount() == 0 ? "" : " " + words(event.getAttributesList())));
      json.append('}');
    }
    json.append("],\"tags\":{");
    tags(span, scope).forEach((key, value) -> {
      comma('{');
      quote(key);
      json.append(':');
      quote(value);
    });
    json.append("}}");
  }

  /** Zipkin knows no internal spans; they have no kind. */
  private void kind(Span.SpanKind kind) {
    switch (kind) {
      case SPAN_KIND_CLIENT, SPAN_KIND_SERVER, SPAN_KIND_PRODUCER, SPAN_KIND_CONSUMER ->
          json.append(",\"kind\":\"").append(kind.name().substring("SPAN_KIND_".length())).append('"');
      default -> { }
    }
  }

  private static Map<String, String> tags(Span span, String scope) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (KeyValue attribute : span.getAttributesList()) {
      tags.put(attribute.getKey(), words(attribute.getValue()));
    }
    int number = 0;
    for (Span.Link link : span.getLinksList()) {
      tags.put(
          "link." + number++,
          hex(link.getTraceId()) + "/" + hex(link.getSpanId())
              + (link.getAttributesCount() == 0 ? "" : " " + words(link.getAttributesList())));
    }
    if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      String type = tags.getOrDefault("error.type", "true");
      tags.put("error", span.getStatus().getMessage().isEmpty() ? type : span.getStatus().getMessage());
    }
    tags.put("otel.scope.name", scope);
    return tags;
  }

  private static String words(List<KeyValue> attributes) {
    return attributes.stream()
        .map(attribute -> attribute.getKey() + "=" + words(attribute.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String words(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> String.valueOf(value.getBoolValue());
      case INT_VALUE -> String.valueOf(value.getIntValue());
      case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(ZipkinJson::words).collect(Collectors.joining(", "));
      case KVLIST_VALUE -> words(value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> hex(value.getBytesValue());
      default -> "";
    };
  }

  private static long micros(long nanos) {
    return nanos / NANOS_PER_MICRO;
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private void comma(char opened) {
    if (json.charAt(json.length() - 1) != opened) {
      json.append(',');
    }
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c)); // half a pair has no bytes of its own
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
