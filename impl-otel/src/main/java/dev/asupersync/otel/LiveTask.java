package dev.asupersync.otel;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A task that has not ended; or the body or a finalizer of a region, which speaks for the region. */
final class LiveTask extends LiveSpan {

  final LiveRegion region;
  final boolean body;

  /** The wait or operation that it is in, where these have spans. */
  @Nullable Span operation;

  private @Nullable Scope scope;
  private @Nullable Thread entered;

  LiveTask(LiveRegion region, boolean body, Span span, Context context, long traceStart) {
    super(span, context, traceStart);
    this.region = region;
    this.body = body;
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
}
