package dev.asupersync.kernel;

import dev.asupersync.Checkpoints;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.OpKind;
import org.jspecify.annotations.Nullable;

/**
 * One end of a channel. It belongs to the first task that uses it, and closes with it; so a task that ends in
 * whatever way never leaves the other side waiting for it. Used by the body of the region that owns the channel,
 * it closes when that body ends.
 */
public abstract class End implements Holdings.Bound {

  private final Owned channel;
  private volatile @Nullable TaskRecord user;
  private volatile boolean closed;

  /** The ones that were let in last, which need not be looked at again. */
  private @Nullable TaskRecord known;

  private @Nullable TaskCx knownCx;

  protected End(Owned channel) {
    this.channel = channel;
  }

  public final @Nullable TaskRecord user() {
    return user;
  }

  /** Who uses it, after letting others go first. */
  @SuppressWarnings("ReferenceEquality") // the same Cx needs no second look
  protected final TaskRecord enter(Checkpoints cx, OpKind kind) {
    TaskCx before = knownCx;
    if (before != null && cx == before) {
      TaskRecord running = before.enter(kind, channel.number());
      admit(running);
      return running;
    }
    TaskRecord running = channel.enter(cx, kind);
    admit(running);
    knownCx = TaskCx.of(cx);
    return running;
  }

  /** Errors: CX-3103 for another task, and after the end was closed. */
  public final void admit(TaskRecord running) {
    if (running != known || closed) {
      bind(running.outermostIn(channel.owner()));
      known = running;
    }
  }

  private void bind(TaskRecord taking) {
    if (closed) {
      throw new CxUsageException(
          ErrorCode.END_CLOSED,
          "An end of " + channel.subject() + " was used by " + taking.label()
              + " after it was closed. Make a new end for each task that needs one.");
    }
    TaskRecord first = user;
    if (first == null) {
      user = taking;
      taking.holdings().bind(this);
    } else if (!first.id().equals(taking.id())) {
      throw new CxUsageException(
          ErrorCode.END_CLOSED,
          "An end of " + channel.subject() + " belongs to " + first.label() + ", and " + taking.label()
              + " tried to use it. Make an end for each task that needs one.");
    }
  }

  /** What closing it is. */
  @Override
  public OpKind closeKind() {
    return OpKind.CHANNEL_CLOSE;
  }

  /** Takes this end out of the channel. */
  protected abstract void leave();

  @Override
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public final long resource() {
    return channel.number();
  }

  @Override
  public final void closeWithTask() {
    closed = true;
    leave();
  }

  public final void close() {
    if (!closed) {
      TaskRecord by = user;
      if (by != null && by.recordOutcome() == null && by.requireStrand().isCurrent()) {
        by.innermost().schedulingPoint(closeKind(), channel.number());
      }
      closeWithTask();
    }
  }
}
