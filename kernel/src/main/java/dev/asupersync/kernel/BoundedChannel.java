package dev.asupersync.kernel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.BoundedSpec;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.spi.OpKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue between tasks, several senders, several receivers.
 *
 * <p>Invariant: queued + reserved is at most the capacity. A slot that gets free goes, in the same step, to the
 * sender that has waited longest; a message that is sent goes to the receiver that has waited longest. So
 * nobody overtakes a waiter, and there is no wake-up without what was waited for.
 *
 * <p>Everything is guarded by the channel's own lock; waiters are granted under it, which only unparks them.
 *
 * <p>Rules: 7.1.1 to 7.1.14; traps 1, 2, 3, 5.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED and the two lines are compared as themselves
final class BoundedChannel<T> implements Channel<T> {

  /** What a waiter is granted when there will never be anything. */
  private static final Object CLOSED = new Object();

  private final Region owner;
  private final long number;
  private final String subject;
  private final int capacity;
  private final KernelLock lock = new KernelLock();

  // Guarded by the lock.
  private final ArrayDeque<T> queue;
  private final WaitList reserving = new WaitList();
  private final WaitList receiving = new WaitList();
  private final Set<ChannelEnd<T>> senders = new LinkedHashSet<>(4);
  private final Set<ChannelEnd<T>> receivers = new LinkedHashSet<>(4);
  private int reserved;
  private boolean sendersGone;
  private boolean receiversGone;
  private boolean closed;

  BoundedChannel(Region owner, BoundedSpec<T> spec) {
    this.owner = owner;
    this.number = owner.kernel().nextChannelNumber();
    this.subject = "channel " + (spec.name().isEmpty() ? "#" + number : '"' + spec.name() + '"');
    this.capacity = spec.capacity();
    this.queue = new ArrayDeque<>(Math.min(capacity, 16));
  }

  long number() {
    return number;
  }

  String subject() {
    return subject;
  }

  Region owner() {
    return owner;
  }

  Kernel kernel() {
    return owner.kernel();
  }

  @Override
  public Sender<T> sender() {
    BoundedSender<T> end = new BoundedSender<>(this);
    lock.lock();
    try {
      if (closed || sendersGone || receiversGone) {
        throw closedToSenders();
      }
      senders.add(end);
    } finally {
      lock.unlock();
    }
    return end;
  }

  @Override
  public Receiver<T> receiver() {
    BoundedReceiver<T> end = new BoundedReceiver<>(this);
    lock.lock();
    try {
      receivers.add(end);
    } finally {
      lock.unlock();
    }
    return end;
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  // --- sending ---------------------------------------------------------------------------------------------

  private @Nullable Object wait(Waiter waiter, WaitList line, OpKind kind) {
    return waiter.await(
        kind, number, Waiter.Patience.UNTIL_CANCELLED, new Line(this, line == reserving), () -> leave(line, waiter));
  }

  SendPermit<T> reserve(TaskRecord task) {
    task.region().checkReservable(task);
    Waiter waiter;
    lock.lock();
    try {
      if (isClosedToSenders()) {
        throw closedToSenders();
      }
      waiter = takeSlot() ? null : new Waiter(task);
      if (waiter != null) {
        reserving.add(waiter);
      }
    } finally {
      lock.unlock();
    }
    if (waiter != null && wait(waiter, reserving, OpKind.CHANNEL_RESERVE) == CLOSED) {
      task.points().throwIfCancelled();
      throw closedToSenders();
    }
    return new SendPermit<>(this, task);
  }

  Optional<SendPermit<T>> tryReserve(TaskRecord task) {
    task.region().checkReservable(task);
    lock.lock();
    try {
      if (isClosedToSenders()) {
        throw closedToSenders();
      }
      if (!takeSlot()) {
        return Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    return Optional.of(new SendPermit<>(this, task));
  }

  /** Only when nobody waits: a slot that gets free is somebody's. */
  private boolean takeSlot() {
    if (queue.size() + reserved == capacity || !reserving.isEmpty()) {
      return false;
    }
    reserved++;
    return true;
  }

  /** Fills a reserved slot. False if there is nobody to fill it for; the slot is free again either way. */
  boolean fill(T message) {
    lock.lock();
    try {
      reserved--;
      boolean wanted = !isClosedToSenders();
      if (wanted && !handOver(message)) {
        queue.add(message);
      }
      settle();
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  private boolean handOver(T message) {
    for (Waiter next = receiving.poll(); next != null; next = receiving.poll()) {
      if (next.grant(message)) {
        return true;
      }
    }
    return false;
  }

  void giveBack() {
    lock.lock();
    try {
      reserved--;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** After any change: free slots go to those who wait, and those who wait for nothing are told. */
  private void settle() {
    while (!reserving.isEmpty() && (isClosedToSenders() || queue.size() + reserved < capacity)) {
      Waiter next = reserving.poll();
      if (next != null && isClosedToSenders()) {
        next.grant(CLOSED);
      } else if (next != null && next.grant()) {
        reserved++;
      }
    }
    while (!receiving.isEmpty() && isDrained()) {
      Waiter next = receiving.poll();
      if (next != null) {
        next.grant(CLOSED);
      }
    }
  }

  private boolean isClosedToSenders() {
    return closed || receiversGone;
  }

  private ChannelClosedException closedToSenders() {
    String why =
        receiversGone ? "its last receiver is closed" : closed ? "it was closed" : "its last sender was closed";
    return new ChannelClosedException(
        "Nothing more can be sent on " + subject + ", because " + why + ". The message stays with the caller.");
  }

  // --- receiving -------------------------------------------------------------------------------------------

  @SuppressWarnings("unchecked") // only messages and CLOSED are granted to receivers
  T recv(TaskRecord task) {
    Waiter waiter;
    lock.lock();
    try {
      T ready = take();
      if (ready != null) {
        return ready;
      }
      if (isDrained()) {
        throw drained();
      }
      waiter = new Waiter(task);
      receiving.add(waiter);
    } finally {
      lock.unlock();
    }
    Object given = wait(waiter, receiving, OpKind.CHANNEL_RECV);
    if (given == CLOSED || given == null) {
      task.points().throwIfCancelled();
      throw drained();
    }
    return (T) given;
  }

  @Nullable T tryRecv() {
    lock.lock();
    try {
      return take();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable T take() {
    T next = queue.poll();
    if (next != null) {
      settle();
    }
    return next;
  }

  private boolean isDrained() {
    return queue.isEmpty() && (closed || (sendersGone && reserved == 0));
  }

  private ChannelClosedException drained() {
    return new ChannelClosedException(
        "Nothing more will come on " + subject + ": it is drained, and "
            + (closed ? "it was closed." : "its last sender is closed."));
  }

  private void leave(WaitList line, Waiter waiter) {
    lock.lock();
    try {
      line.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  // --- ends ------------------------------------------------------------------------------------------------

  void closeSender(ChannelEnd<T> end) {
    lock.lock();
    try {
      if (senders.remove(end)) {
        sendersGone = senders.isEmpty();
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  void closeReceiver(ChannelEnd<T> end) {
    lock.lock();
    try {
      if (receivers.remove(end)) {
        receiversGone |= receivers.isEmpty();
        settle();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** The region that owns it is closing for good: what is still queued has no reader any more. */
  void closeWithRegion() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      settle();
    } finally {
      lock.unlock();
    }
  }

  /** A line of waiting tasks, as reports see it: those at the other end could end the wait. */
  private record Line(BoundedChannel<?> channel, boolean ofSenders) implements Wait.Subject {

    @Override
    public String what() {
      return (ofSenders ? "a free slot of " : "a message on ") + channel.subject;
    }

    @Override
    public List<TaskId> heldUpBy() {
      return channel.tasksAt(!ofSenders);
    }
  }

  private List<TaskId> tasksAt(boolean sending) {
    List<TaskId> tasks = new ArrayList<>();
    lock.lock();
    try {
      for (ChannelEnd<T> end : sending ? senders : receivers) {
        TaskRecord user = end.user();
        if (user != null) {
          tasks.add(user.innermost().id());
        }
      }
    } finally {
      lock.unlock();
    }
    return tasks;
  }

  @Override
  public String toString() {
    return subject;
  }
}
