package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** What is known of a region or task while it lives. Threads: any, one after the other for each region. */
abstract sealed class LiveSpan permits LiveRegion, LiveTask {

  /** More say nothing new, and each costs in every backend. */
  private static final int MOST_LINKS = 32;

  /**
   * What events are written on: its own span, its region's for a body, an invalid one where none is wanted.
   */
  final Span span;

  /** What is current while it runs. */
  final Context context;

  /** When the trace that it is in began, in nanoseconds since 1970. */
  final long traceStart;

  private volatile @Nullable CancelKind cancelled;
  private volatile @Nullable SpanContext linked;
  private int links;

  LiveSpan(Span span, Context context, long traceStart) {
    this.span = span;
    this.context = context;
    this.traceStart = traceStart;
  }

  /** The span that others point to when they mean this. */
  final SpanContext address() {
    return Span.fromContext(context).getSpanContext();
  }

  final boolean isCancelled() {
    return cancelled != null;
  }

  /** Notes a cancellation; whether it says something new. A region and its body hear of the same one. */
  final boolean cancel(CancelKind kind) {
    boolean news = kind != cancelled;
    cancelled = kind;
    return news;
  }

  /** Whether {@code other} is worth a link: real, somebody else, and not the one that was linked last. */
  final boolean isNewLink(SpanContext other) {
    if (!other.isValid() || other.equals(address()) || other.equals(linked) || links == MOST_LINKS) {
      return false;
    }
    linked = other;
    links++;
    return true;
  }
}
