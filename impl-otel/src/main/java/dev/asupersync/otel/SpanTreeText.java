package dev.asupersync.otel;

import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One trace as a tree of text: who ran within whom, from when, for how long, and how it ended, with what
 * happened on the way below each span.
 *
 * <pre>{@code
 * Spans of trace 5c0f3a9d7e1b42860f3a9d7e1b428651 (prod: virtual threads):
 *   region shop         at 0.000 ms for 2.104 ms  ok
 *   ├─ task mailer      at 0.311 ms for 1.502 ms  cancelled (timeout)
 *   │     1.200 ms  cancel requested: timeout
 *   └─ task counter     at 0.402 ms for 0.804 ms  ok
 * }</pre>
 */
final class SpanTreeText {

  /**
   * Of a span: its place and name, then its times and end, in columns. Of an event or link: all on the
   * left.
   */
  private record Line(String left, String right) {

    boolean isSpan() {
      return !right.isEmpty();
    }

    int width() {
      return isSpan() ? left.length() : 0;
    }
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final List<SpanData> spans;
  private final long origin;
  private final Map<String, List<SpanData>> children = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  private SpanTreeText(List<SpanData> spans) {
    this.spans = spans;
    this.origin = spans.getFirst().getStartEpochNanos();
  }

  /** The text of these spans of one trace, in the order in which they started; {@code more} were not kept. */
  static String of(List<SpanData> spans, long more) {
    return new SpanTreeText(spans).render(more);
  }

  private String render(long more) {
    spans.forEach(span -> names.put(span.getSpanId(), span.getName()));
    for (SpanData span : spans) {
      String parent = names.containsKey(span.getParentSpanId()) ? span.getParentSpanId() : "";
      children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(span);
    }
    children.getOrDefault("", List.of()).forEach(root -> add(root, "", ""));

    int width = lines.stream().mapToInt(Line::width).max().orElse(0);
    StringBuilder text =
        new StringBuilder("Spans of trace ").append(spans.getFirst().getTraceId());
    String interpretation = spans.getFirst().getAttributes().get(SpanNames.INTERPRETATION);
    text.append(interpretation == null ? "" : " (" + interpretation + ")").append(":\n");
    for (Line line : lines) {
      text.append("  ").append(line.left.replace('\n', ' '));
      if (line.isSpan()) {
        text.append(" ".repeat(width - line.width())).append("  ").append(line.right.replace('\n', ' '));
      }
      text.append('\n');
    }
    if (more > 0) {
      text.append("  and ").append(more).append(" more (asupersync.otel.console-limit)\n");
    }
    return text.toString();
  }

  private void add(SpanData span, String first, String next) {
    lines.add(new Line(first + span.getName(), times(span) + "  " + end(span)));
    List<SpanData> below = children.getOrDefault(span.getSpanId(), List.of());
    String margin = next + (below.isEmpty() ? "      " : "│     ");
    for (EventData event : span.getEvents()) {
      if (event.getName().equals(SpanNames.ALIVE)) {
        continue; // for backends that show open spans; here it has ended
      }
      lines.add(new Line(margin + time(event.getEpochNanos() - origin) + "  " + words(event), ""));
    }
    for (LinkData link : span.getLinks()) {
      String other = names.get(link.getSpanContext().getSpanId());
      if (other != null) {
        lines.add(new Line(margin + link(link) + " " + other, ""));
      }
    }
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      add(below.get(i), next + (last ? "└─ " : "├─ "), next + (last ? "   " : "│  "));
    }
  }

  private static String link(LinkData link) {
    String kind = link.getAttributes().get(SpanNames.LINK_KIND);
    return switch (kind) {
      case null -> "see";
      case "race" -> "lost to";
      default -> kind.replace('_', ' ');
    };
  }

  private String times(SpanData span) {
    String start = "at " + time(span.getStartEpochNanos() - origin);
    return span.hasEnded()
        ? start + " for " + time(span.getEndEpochNanos() - span.getStartEpochNanos())
        : start + ", still open";
  }

  private static String time(long nanos) {
    return nanos < NANOS_PER_SECOND
        ? String.format(Locale.ROOT, "%.3f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  private static String end(SpanData span) {
    String outcome = span.getAttributes().get(Names.OUTCOME);
    String kind = span.getAttributes().get(Names.CANCEL_KIND);
    String error = span.getAttributes().get(Names.ERROR_TYPE);
    StringBuilder text = new StringBuilder(outcome == null ? "" : outcome);
    if (kind != null) {
      text.append(" (").append(kind).append(')');
    }
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      String message = span.getStatus().getDescription();
      text.append(" (").append(error).append(message.isEmpty() ? ")" : ": " + message + ")");
    }
    return text.toString();
  }

  /** {@code asupersync.cancel.requested} with its attributes, as people say it. */
  private static String words(EventData event) {
    String message = event.getAttributes().get(SpanNames.MESSAGE);
    if (event.getName().equals(SpanNames.TRACE) && message != null) {
      return message;
    }
    String values =
        event.getAttributes().asMap().values().stream().map(Object::toString).collect(joining(", "));
    return plain(event.getName()) + (values.isEmpty() ? "" : ": " + values);
  }

  private static String plain(String name) {
    return name.replace(Names.SCOPE + ".", "").replace('.', ' ').replace('_', ' ');
  }
}
