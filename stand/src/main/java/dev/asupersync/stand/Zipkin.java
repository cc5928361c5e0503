package dev.asupersync.stand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.asupersync.Cx;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a Zipkin server. */
record Zipkin(Web web, int port) {

  /** The last traces with such a span. */
  List<ZipkinTrace> traces(Cx cx, String service, String span, int limit) throws IOException {
    JsonNode answer = web.json(cx, Ports.uri(port, "/api/v2/traces?serviceName=" + encoded(service)
        + "&spanName=" + encoded(span) + "&limit=" + limit));
    List<ZipkinTrace> traces = new ArrayList<>();
    answer.forEach(each -> traces.add(ZipkinTrace.of(each)));
    return traces;
  }

  /** Every span of it; an exception when there is no such trace. */
  ZipkinTrace trace(Cx cx, String id) throws IOException {
    return ZipkinTrace.of(web.json(cx, Ports.uri(port, "/api/v2/trace/" + id)));
  }

  URI page(ZipkinTrace trace) {
    return Ports.uri(port, "/zipkin/traces/" + trace.id());
  }

  /** The page with its last traces. It looks by itself only if it is told until when; so until tomorrow. */
  URI list(Cx cx, String service) {
    return Ports.uri(port, "/zipkin/?serviceName=" + encoded(service) + "&limit=20&lookback=2d&endTs="
        + cx.now().plus(Duration.ofDays(1)).toEpochMilli());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
