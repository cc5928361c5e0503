package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a region or task while it lives.
 *
 * <p>Threads: {@link #enter} and {@link #leave} come in pairs, each pair on one strand; all else any.
 */
final class LiveSpan {

  private record Failure(TaskId task, SpanContext address) {}

  final long run;

  /** The region that this is in; nothing for the root of a run. */
  final @Nullable RegionId region;

  /** Whether this is the body of its region, or a finalizer: what speaks for the region. */
  final boolean body;

  /**
   * What events are written on: its own span, its region's for a body, an invalid one where none is wanted.
   */
  final Span span;

  /** What is current while it runs. */
  final Context context;

  private @Nullable Scope scope;
  private @Nullable Thread entered;
  private volatile @Nullable CancelKind cancelled;
  private volatile @Nullable SpanContext cancelledBy;
  private volatile @Nullable Failure failure;

  LiveSpan(long run, @Nullable RegionId region, boolean body, Span span, Context context) {
    this.run = run;
    this.region = region;
    this.body = body;
    this.span = span;
    this.context = context;
  }

  /** Makes the context current on this thread. */
  @SuppressWarnings("MustBeClosedChecker") // closed by leave(), at the end of what the caller cannot enclose
  void enter() {
    entered = Thread.currentThread();
    scope = context.makeCurrent();
  }

  /**
   * Gives this thread back the context that it had. Nothing to do for what never ran, nor for what was
   * abandoned and is told to have ended by somebody else: only its own thread could do it.
   */
  void leave() {
    Scope open = scope;
    if (open != null && entered == Thread.currentThread()) {
      scope = null;
      open.close();
    }
  }

  /** The span that others point to when they mean this. */
  SpanContext address() {
    return Span.fromContext(context).getSpanContext();
  }

  /**
   * Remembers the first task of a region to fail: it has ended when the others are cancelled because of it.
   */
  void failed(TaskId task, SpanContext address) {
    if (failure == null) {
      failure = new Failure(task, address);
    }
  }

  /** The span of that task, if it was the first of this region to fail. */
  @Nullable SpanContext failure(TaskId task) {
    Failure first = failure;
    return first != null && first.task.equals(task) ? first.address : null;
  }

  boolean isCancelled() {
    return cancelled != null;
  }

  /** Notes a cancellation; whether it says something new. A region and its body hear of the same one. */
  boolean cancel(CancelKind kind) {
    boolean news = kind != cancelled;
    cancelled = kind;
    return news;
  }

  /** Whether {@code initiator} is worth a link: real, somebody else, and not the one that was linked last. */
  boolean isNewInitiator(SpanContext initiator) {
    if (!initiator.isValid() || initiator.equals(address()) || initiator.equals(cancelledBy)) {
      return false;
    }
    cancelledBy = initiator;
    return true;
  }
}
