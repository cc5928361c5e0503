package dev.asupersync.otel;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.spi.observe.RegionInfo;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A region that is open, with those of its tasks that others may yet point to. */
final class LiveRegion extends LiveSpan {

  private record Failure(TaskId task, SpanContext address) {}

  final RegionInfo info;
  final @Nullable LiveRegion parent;
  final long opened;

  /** When it was last told to be alive, in nanoseconds since 1970. */
  long alive;

  private volatile @Nullable Failure failure;
  private volatile @Nullable SpanContext firstEnded;
  private volatile @Nullable SpanContext firstOk;

  LiveRegion(
      RegionInfo info, @Nullable LiveRegion parent, Span span, Context context, long opened, long traceStart) {
    super(span, context, traceStart);
    this.info = info;
    this.parent = parent;
    this.opened = opened;
    this.alive = opened;
  }

  /** Remembers how its first tasks ended: when others are cancelled because of it, those are gone. */
  void ended(TaskId task, SpanContext address, Outcome<?, ?> outcome) {
    if (firstEnded == null) {
      firstEnded = address;
    }
    if (outcome instanceof Outcome.Ok) {
      if (firstOk == null) {
        firstOk = address;
      }
    } else if (failure == null && !(outcome instanceof Outcome.Cancelled)) {
      failure = new Failure(task, address);
    }
  }

  /** The span of that task, if it was the first to fail. */
  @Nullable SpanContext failure(TaskId task) {
    Failure first = failure;
    return first != null && first.task.equals(task) ? first.address : null;
  }

  /** The first task to end well, or if none has, the first to end: who wins when the others have lost. */
  @Nullable SpanContext winner() {
    SpanContext ok = firstOk;
    return ok == null ? firstEnded : ok;
  }

  boolean isWithin(LiveRegion other) {
    for (LiveRegion at = this; at != null; at = at.parent) {
      if (at.equals(other)) {
        return true;
      }
    }
    return false;
  }
}
