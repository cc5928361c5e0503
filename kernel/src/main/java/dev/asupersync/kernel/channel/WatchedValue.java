package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.Watch;
import dev.asupersync.channel.WatchReceiver;
import dev.asupersync.channel.WatchSender;
import dev.asupersync.channel.WatchSpec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value with a version, and who waits for the next one. Rules: 7.4.1 to 7.4.5. */
public final class WatchedValue<T> extends Source implements Watch<T> {

  /** The value as it was at some version. */
  record Version<T>(T value, long number) {}

  // Guarded by the lock.
  private Version<T> latest;
  private @Nullable ValueSetter<T> sender;
  private boolean senderGone;

  public WatchedValue(Region owner, WatchSpec<T> spec) {
    super(owner, "watch", spec.name());
    this.latest = new Version<>(spec.initial(), 0);
  }

  @Override
  public WatchSender<T> sender() {
    ValueSetter<T> made = new ValueSetter<>(this);
    lock().lock();
    try {
      if (sender != null) {
        throw new CxUsageException(
            ErrorCode.END_CLOSED,
            "A second sender of " + subject() + " was asked for. One task sets the value; send it what to set.");
      }
      sender = made;
    } finally {
      lock().unlock();
    }
    return made;
  }

  @Override
  public WatchReceiver<T> watcher() {
    return new Watcher<>(this, latest().number());
  }

  Version<T> latest() {
    lock().lock();
    try {
      return latest;
    } finally {
      lock().unlock();
    }
  }

  void set(T value) {
    lock().lock();
    try {
      latest = new Version<>(value, latest.number() + 1);
      settle();
    } finally {
      lock().unlock();
    }
  }

  void senderGone() {
    lock().lock();
    try {
      senderGone = true;
      settle();
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void settle() {
    waiting.removeIf(waiter -> ready((Watcher<?>) endOf(waiter)) != null, waiter -> {
      Object gift = ready((Watcher<?>) endOf(waiter));
      if (gift != null) {
        waiter.grant(gift);
      }
    });
  }

  /** A {@link Version} that was not seen, {@link #CLOSED}, or null for nothing new. */
  private @Nullable Object ready(Watcher<?> end) {
    return latest.number() != end.seen() ? latest : senderGone ? CLOSED : null;
  }

  @Nullable Object take(Watcher<T> end) {
    lock().lock();
    try {
      return ready(end);
    } finally {
      lock().unlock();
    }
  }

  Object changed(TaskRecord task, Watcher<T> end) {
    Object there = take(end);
    return there != null ? there : await(task, end, OpKind.SIGNAL_WAIT);
  }

  @Override
  String what() {
    return "a change of " + subject();
  }

  @Override
  List<TaskId> heldUpBy() {
    lock().lock();
    try {
      return sender == null ? List.of() : idOf(sender.user());
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    senderGone();
  }
}
