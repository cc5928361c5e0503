package dev.asupersync.kernel.channel;

import dev.asupersync.dump.OwnedDump;
import dev.asupersync.kernel.Choice;
import dev.asupersync.kernel.KernelLock;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is in a {@link QueueChannel} and who waits for it. Everything here happens under the lock of the channel;
 * waiters are granted under it and woken after it.
 *
 * <p>Invariant: queued + reserved + taken on approval is at most the capacity, to which, where it is 0, each waiting
 * receiver adds one. A slot that gets free goes, in the same step, to the sender that has waited longest; a message
 * that is sent goes to the receiver that has waited longest. So nobody overtakes a waiter, and there is no wake-up
 * without what was waited for. A sender that waits with its message is served by whoever frees the slot: the message
 * is in the queue before that sender runs again.
 */
final class Exchange<T> {

  /** What a waiting reservation is granted. */
  static final Object SLOT = new Object();

  /** A sender that waits with its message. */
  static final class Parcel<T> extends Waiter {
    private final T message;

    Parcel(TaskRecord task, T message) {
      super(task);
      this.message = message;
    }
  }

  /** A receiver that waits at its end. */
  static final class Taker extends Waiter {
    private final QueueReceiver<?> end;
    private final boolean onApproval;

    Taker(TaskRecord task, QueueReceiver<?> end, boolean onApproval) {
      super(task);
      this.end = end;
      this.onApproval = onApproval;
    }
  }

  final WaitList reserving = new WaitList();
  final WaitList receiving = new WaitList();

  private final int capacity;
  private final KernelLock lock;
  private final Object noMore;
  private final ArrayDeque<T> queue;
  private int reserved;
  private int onApproval;
  private boolean sendersGone;
  private boolean receiversGone;
  private boolean closed;

  /** {@code noMore} is granted to those who wait for what will never come. */
  Exchange(int capacity, KernelLock lock, Object noMore) {
    this.lock = lock;
    this.capacity = capacity;
    this.noMore = noMore;
    this.queue = new ArrayDeque<>(Math.clamp(capacity, 1, 16));
  }

  /** How many messages it holds; {@link Integer#MAX_VALUE} for any number. */
  int capacity() {
    return capacity;
  }

  // --- slots -----------------------------------------------------------------------------------------------

  /** Only when nobody waits: a slot that gets free is somebody's. */
  boolean hasSlot() {
    return reserving.isEmpty() && hasRoom();
  }

  private boolean hasRoom() {
    int most = capacity == 0 ? receiving.size() : capacity;
    return queue.size() + reserved + onApproval < most;
  }

  boolean takeSlot() {
    if (!hasSlot()) {
      return false;
    }
    reserved++;
    return true;
  }

  /** A reserved slot is used, or given back. */
  void endReservation() {
    reserved--;
  }

  /** Uses a slot that is not reserved, or no longer. */
  void put(T message) {
    if (receiving.isEmpty() || !handOver(message)) {
      queue.add(message);
    }
  }

  private boolean handOver(T message) {
    for (Waiter next = receiving.poll(); next != null; next = receiving.poll()) {
      if (lock.grant(next, message)) {
        if (next instanceof Taker taker && taker.onApproval) {
          approving(taker.end, 1);
        }
        return true;
      }
    }
    return false;
  }

  // --- messages --------------------------------------------------------------------------------------------

  int size() {
    return queue.size();
  }

  OwnedDump dump(long number, String subject) {
    OptionalLong most = capacity == Integer.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(capacity);
    OptionalLong used = OptionalLong.of((long) queue.size() + reserved + onApproval);
    return new OwnedDump(number, subject, used, most, reserving.size(), receiving.size());
  }

  /** The oldest message that nobody has received, unless somebody waits for its slot. */
  @Nullable T evict() {
    return reserving.isEmpty() ? queue.poll() : null;
  }

  List<T> clear() {
    List<T> left = List.copyOf(queue);
    queue.clear();
    return left;
  }

  /** Something that can be received now without waiting. */
  boolean hasMessage() {
    return !queue.isEmpty() || (capacity == 0 && reserving.first() instanceof Parcel);
  }

  @SuppressWarnings("unchecked") // a parcel in this channel carries its messages
  @Nullable T take(QueueReceiver<T> end, boolean approval) {
    T next = queue.poll();
    while (next == null && capacity == 0 && reserving.first() instanceof Parcel<?> parcel) {
      reserving.remove(parcel);
      next = lock.grant(parcel, SLOT) ? (T) parcel.message : null;
    }
    if (next != null) {
      if (approval) {
        approving(end, 1);
      }
      if (!reserving.isEmpty()) {
        settle();
      }
    }
    return next;
  }

  private void approving(QueueReceiver<?> end, int change) {
    onApproval += change;
    end.onApproval += change;
  }

  /** What was taken on approval is done with, or goes back to the front. */
  void approved(QueueReceiver<T> end, @Nullable T unwanted) {
    approving(end, -1);
    if (unwanted != null) {
      queue.addFirst(unwanted);
    }
    settle();
  }

  // --- the end ---------------------------------------------------------------------------------------------

  void close() {
    closed = true;
    settle();
  }

  void sendersLeft(boolean some) {
    sendersGone = !some;
    settle();
  }

  void receiversLeft(boolean some) {
    receiversGone |= !some;
    settle();
  }

  boolean isClosed() {
    return closed;
  }

  boolean isClosedToSenders() {
    return closed || receiversGone;
  }

  boolean isClosedToNewSenders() {
    return closed || receiversGone || sendersGone;
  }

  String whyClosedToSenders() {
    return receiversGone ? "its last receiver is closed" : closed ? "it was closed" : "its last sender was closed";
  }

  private boolean isDrained() {
    return queue.isEmpty() && (closed || (sendersGone && reserved == 0));
  }

  /** Drained, and nothing can come back from others: what it has taken itself it can receive again later. */
  boolean isDrainedFor(QueueReceiver<?> end) {
    return isDrained() && onApproval == end.onApproval;
  }

  private boolean isHopeless(Waiter waiter) {
    return switch (waiter) {
      case Taker taker -> isDrainedFor(taker.end);
      case Choice.Branch branch when branch.offer() instanceof QueueReceiver.Receiving<?, ?> receiver ->
          isDrainedFor(receiver.end());
      default -> true;
    };
  }

  // --- after any change ------------------------------------------------------------------------------------

  /** Messages and free slots go to those who wait, and those who wait for nothing are told. */
  void settle() {
    while (!receiving.isEmpty() && !queue.isEmpty() && handOver(queue.element())) {
      queue.remove();
    }
    if (isClosedToSenders()) {
      reserving.grantAll(noMore);
    }
    while (!reserving.isEmpty() && hasRoom()) {
      grantSlot();
    }
    if (!receiving.isEmpty() && isDrained()) {
      receiving.removeIf(this::isHopeless, waiter -> waiter.grant(noMore));
    }
  }

  @SuppressWarnings("unchecked") // a parcel in this channel carries its messages
  private void grantSlot() {
    Waiter next = reserving.poll();
    if (next == null || !lock.grant(next, SLOT)) {
      return;
    }
    if (next instanceof Parcel<?> parcel) {
      put((T) parcel.message);
    } else {
      reserved++;
    }
  }
}
