package dev.asupersync.otel;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds spans that do not lie within their parents. Regions promise that there are none: nothing outlives what it is
 * in. Give it to the SDK of a test, as a span processor, and look at {@link #violations} when the program has ended; a
 * span that a program makes itself and ends too late is found as well as one of the runtime.
 *
 * <p>Looks at a trace when nothing in it is open any more, and then forgets it. A parent in another process is not
 * looked for, nor one that was not sampled. Threads: any.
 */
public final class EnclosureOracle implements SpanProcessor {

  /** The most that are kept: one is enough to fail a test. */
  private static final int MOST = 100;

  private record Interval(String name, SpanContext parent, long start, long end) {
    static Interval of(SpanData span) {
      return new Interval(
          span.getName(), span.getParentSpanContext(), span.getStartEpochNanos(), span.getEndEpochNanos());
    }
  }

  private static final class Trace {
    final Map<String, String> open = new LinkedHashMap<>();
    final Map<String, Interval> ended = new HashMap<>();
  }

  private final Map<String, Trace> traces = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();

  /** One that has seen nothing. */
  public EnclosureOracle() {}

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    SpanContext id = span.getSpanContext();
    synchronized (traces) {
      traces.computeIfAbsent(id.getTraceId(), _ -> new Trace()).open.put(id.getSpanId(), span.getName());
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    SpanContext id = span.getSpanContext();
    Interval interval = Interval.of(span.toSpanData());
    synchronized (traces) {
      Trace trace = traces.get(id.getTraceId());
      if (trace == null || trace.open.remove(id.getSpanId()) == null) {
        return;
      }
      trace.ended.put(id.getSpanId(), interval);
      if (trace.open.isEmpty()) {
        traces.remove(id.getTraceId());
        trace.ended.values().forEach(child -> check(child, trace.ended));
      }
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private void check(Interval child, Map<String, Interval> trace) {
    if (!child.parent.isSampled() || child.parent.isRemote()) {
      return;
    }
    Interval parent = trace.get(child.parent.getSpanId());
    String wrong = wrong(child, parent);
    if (wrong != null && violations.size() < MOST) {
      violations.add(wrong);
    }
  }

  private static @Nullable String wrong(Interval child, @Nullable Interval parent) {
    if (parent == null) {
      return "\"" + child.name + "\" began when its parent had ended, or its parent was never told";
    }
    if (child.start < parent.start) {
      return within(child, parent) + " began " + (parent.start - child.start) + " ns before it";
    }
    return child.end > parent.end
        ? within(child, parent) + " ended " + (child.end - parent.end) + " ns after it" : null;
  }

  private static String within(Interval child, Interval parent) {
    return "\"" + child.name + "\" in \"" + parent.name + "\"";
  }

  /** A sentence for each span that did not lie within its parent, at most 100. */
  public List<String> violations() {
    synchronized (traces) {
      return List.copyOf(violations);
    }
  }

  /** The names of spans that have not ended: none when every program has. */
  public List<String> open() {
    synchronized (traces) {
      return traces.values().stream().flatMap(trace -> trace.open.values().stream()).toList();
    }
  }

  /** Forgets everything that was found and seen. */
  public void reset() {
    synchronized (traces) {
      violations.clear();
      traces.clear();
    }
  }
}
