package dev.asupersync.stand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trace as Zipkin tells it. */
record ZipkinTrace(String id, List<Span> spans) {

  /**
   * One of its spans.
   *
   * @param start in microseconds since 1970, as is {@code end}
   */
  record Span(
      String id, Optional<String> parent, String name, String service, long start, long end, Map<String, String> tags) {

    private static Span of(JsonNode json) {
      Map<String, String> tags = new HashMap<>();
      json.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
      long start = json.path("timestamp").asLong();
      return new Span(
          json.path("id").asText(), Optional.ofNullable(json.get("parentId")).map(JsonNode::asText),
          json.path("name").asText(), json.path("localEndpoint").path("serviceName").asText(),
          start, start + json.path("duration").asLong(), tags);
    }

    /** What took less than a microsecond is told as one, for Zipkin takes nothing for unknown. */
    private boolean encloses(Span child) {
      return start <= child.start && (child.end <= end || (child.end == child.start + 1 && child.start <= end));
    }
  }

  static ZipkinTrace of(JsonNode json) {
    List<Span> spans = new ArrayList<>();
    json.forEach(each -> spans.add(Span.of(each)));
    return new ZipkinTrace(json.path(0).path("traceId").asText(), List.copyOf(spans));
  }

  /** The span that is in no other, if it has ended. */
  Optional<Span> root() {
    return spans.stream().filter(span -> span.parent.isEmpty()).findFirst();
  }

  /** Whether there is one root, and every other span's parent is there, too. */
  boolean isWhole() {
    Map<String, Span> byId = byId();
    return byId.size() == spans.size()
        && spans.stream().filter(span -> span.parent.isEmpty()).count() == 1
        && spans.stream().allMatch(span -> span.parent.map(byId::containsKey).orElse(true));
  }

  /** What began before its parent or ended after it, in words. */
  List<String> misfits() {
    Map<String, Span> byId = byId();
    List<String> found = new ArrayList<>();
    for (Span child : spans) {
      Span parent = child.parent.map(byId::get).orElse(child);
      if (!parent.encloses(child)) {
        found.add(child.name + " (" + child.start + " to " + child.end + ") is not within " + parent.name + " ("
            + parent.start + " to " + parent.end + ") in trace " + id);
      }
    }
    return found;
  }

  private Map<String, Span> byId() {
    Map<String, Span> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.id, span));
    return byId;
  }
}
