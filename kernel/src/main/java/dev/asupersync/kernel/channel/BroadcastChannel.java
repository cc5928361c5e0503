package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.Broadcast;
import dev.asupersync.channel.BroadcastReceiver;
import dev.asupersync.channel.BroadcastSender;
import dev.asupersync.channel.BroadcastSpec;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ring of the last messages, and the place of every subscriber. Messages are numbered from 0 on; a subscriber who
 * waits has received all that were sent, so the next one is handed to it directly.
 *
 * <p>Rules: 7.3.1 to 7.3.7.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED is that object
public final class BroadcastChannel<T> extends Source implements Broadcast<T> {

  /** What a subscriber that fell behind is given: how many messages it missed. */
  record Gap(long missed) {}

  // Guarded by the lock, and so are the places of the subscribers.
  private final @Nullable Object[] ring;
  private long kept;
  private final Set<BroadcastEnd<T>> senders = new LinkedHashSet<>(4);
  private final Set<Subscriber<T>> subscribers = new LinkedHashSet<>(4);
  private long sent;
  private boolean sendersGone;
  private boolean closed;

  public BroadcastChannel(Region owner, BroadcastSpec<T> spec) {
    super(owner, "broadcast", spec.name());
    this.ring = new Object[spec.capacity()];
  }

  @Override
  public BroadcastSender<T> sender() {
    BroadcastEnd<T> end = new BroadcastEnd<>(this);
    lock().lock();
    try {
      if (closed || sendersGone) {
        throw new ChannelClosedException(
            "Nothing more can be sent on " + subject() + ": it is closed, or its last sender was.");
      }
      senders.add(end);
    } finally {
      lock().unlock();
    }
    return end;
  }

  @Override
  public BroadcastReceiver<T> subscribe() {
    Subscriber<T> end = new Subscriber<>(this);
    lock().lock();
    try {
      if (subscribers.isEmpty()) {
        clear();
      }
      end.next = sent;
      subscribers.add(end);
    } finally {
      lock().unlock();
    }
    return end;
  }

  Subscriber<T> fork(Subscriber<T> of) {
    Subscriber<T> end = new Subscriber<>(this);
    lock().lock();
    try {
      end.next = of.next;
      subscribers.add(end);
    } finally {
      lock().unlock();
    }
    return end;
  }

  boolean hasSubscribers() {
    lock().lock();
    try {
      return !closed && !subscribers.isEmpty();
    } finally {
      lock().unlock();
    }
  }

  /** How many will get it; with none it is as if nothing was sent. */
  int send(T message) {
    lock().lock();
    try {
      int listeners = closed ? 0 : subscribers.size();
      if (listeners > 0) {
        ring[(int) (sent % ring.length)] = message;
        sent++;
        kept = Math.min(kept + 1, ring.length);
        settle();
      }
      return listeners;
    } finally {
      lock().unlock();
    }
  }

  /** Everybody who waits has something now, or will never have. */
  @Override
  protected void settle() {
    waiting.removeIf(
        waiter -> ready((Subscriber<?>) endOf(waiter)) != null,
        waiter -> {
          Subscriber<?> end = (Subscriber<?>) endOf(waiter);
          Object gift = ready(end);
          if (gift != null && waiter.grant(gift)) {
            advance(end, gift);
          }
        });
  }

  /** A message, a {@link Gap}, {@link #CLOSED}, or null for nothing yet. */
  private @Nullable Object ready(Subscriber<?> end) {
    long oldest = sent - kept;
    if (end.next < oldest) {
      return new Gap(oldest - end.next);
    }
    if (end.next < sent) {
      return ring[(int) (end.next % ring.length)];
    }
    return sendersGone || closed ? CLOSED : null;
  }

  private void clear() {
    Arrays.fill(ring, null);
    kept = 0;
  }

  private static void advance(Subscriber<?> end, Object gift) {
    if (gift instanceof Gap(long missed)) {
      end.next += missed;
    } else if (gift != CLOSED) {
      end.next++;
    }
  }

  boolean isReady(Subscriber<T> end) {
    lock().lock();
    try {
      return ready(end) != null;
    } finally {
      lock().unlock();
    }
  }

  @Nullable Object take(Subscriber<T> end) {
    lock().lock();
    try {
      Object gift = ready(end);
      if (gift != null) {
        advance(end, gift);
      }
      return gift;
    } finally {
      lock().unlock();
    }
  }

  Object recv(TaskRecord task, Subscriber<T> end) {
    Object there = take(end);
    return there != null ? there : await(task, end, OpKind.CHANNEL_RECV);
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      return new OwnedDump(number(), subject(), OptionalLong.of(kept), OptionalLong.of(ring.length), 0, waiting.size());
    } finally {
      lock().unlock();
    }
  }

  @Override
  String what() {
    return "a message on " + subject();
  }

  @Override
  List<TaskId> heldUpBy() {
    List<TaskId> tasks = new ArrayList<>();
    lock().lock();
    try {
      senders.forEach(end -> tasks.addAll(idOf(end.user())));
    } finally {
      lock().unlock();
    }
    return tasks;
  }

  void closeSender(BroadcastEnd<T> end) {
    lock().lock();
    try {
      if (senders.remove(end)) {
        sendersGone = senders.isEmpty();
        settle();
      }
    } finally {
      lock().unlock();
    }
  }

  void closeReceiver(Subscriber<T> end) {
    lock().lock();
    try {
      subscribers.remove(end);
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      clear();
      settle();
    } finally {
      lock().unlock();
    }
  }
}
