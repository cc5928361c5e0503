package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.EvictionRefusedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Choice;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks, several senders, several receivers.
 *
 * <p>Invariant: queued + reserved + taken on approval is at most the capacity, to which, where it is 0, each waiting
 * receiver adds one. A slot that gets free goes, in the same step, to the sender that has waited longest; a message
 * that is sent goes to the receiver that has waited longest. So nobody overtakes a waiter, and there is no wake-up
 * without what was waited for. A sender that waits with its message is served by whoever frees the slot: the message
 * is in the queue before that sender runs again.
 *
 * <p>Everything is guarded by the channel's own lock; waiters are granted under it, which only unparks them.
 *
 * <p>Rules: 7.1.1 to 7.1.16, 7.5.3; traps 1 to 5.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED is that object
public final class QueueChannel<T> extends Owned implements Channel<T> {

  /** What a waiting reservation is granted. */
  private static final Object SLOT = new Object();

  /** A sender that waits with its message. */
  private static final class Parcel<T> extends Waiter {
    final T message;

    Parcel(TaskRecord task, T message) {
      super(task);
      this.message = message;
    }
  }

  /** A receiver that waits for a message on approval, or knows of some that were given to its end. */
  private static final class Taker extends Waiter {
    final QueueReceiver<?> end;
    final boolean onApproval;

    Taker(TaskRecord task, QueueReceiver<?> end, boolean onApproval) {
      super(task);
      this.end = end;
      this.onApproval = onApproval;
    }
  }

  private final int capacity;

  // Guarded by the lock.
  private final ArrayDeque<T> queue;
  private final WaitList reserving = new WaitList();
  private final WaitList receiving = new WaitList();
  private final Set<QueueSender<T>> senders = new LinkedHashSet<>(4);
  private final Set<QueueReceiver<T>> receivers = new LinkedHashSet<>(4);
  private int reserved;
  private int onApproval;
  private boolean sendersGone;
  private boolean receiversGone;
  private boolean closed;

  public QueueChannel(Region owner, ChannelSpec<T> spec) {
    super(owner, "channel", spec.name());
    this.capacity = spec.capacity();
    this.queue = new ArrayDeque<>(Math.clamp(capacity, 1, 16));
  }

  @Override
  public Sender<T> sender() {
    QueueSender<T> end = new QueueSender<>(this);
    lock().lock();
    try {
      if (closed || sendersGone || receiversGone) {
        throw closedToSenders();
      }
      senders.add(end);
    } finally {
      lock().unlock();
    }
    return end;
  }

  @Override
  public Receiver<T> receiver() {
    QueueReceiver<T> end = new QueueReceiver<>(this);
    lock().lock();
    try {
      receivers.add(end);
    } finally {
      lock().unlock();
    }
    return end;
  }

  @Override
  public int size() {
    lock().lock();
    try {
      return queue.size();
    } finally {
      lock().unlock();
    }
  }

  // --- sending ---------------------------------------------------------------------------------------------

  /** Waits for a slot. */
  void reserve(TaskRecord task) {
    Waiter waiter;
    lock().lock();
    try {
      checkOpenToSenders();
      if (takeSlot()) {
        return;
      }
      waiter = new Waiter(task);
      reserving.add(waiter);
      settle();
    } finally {
      lock().unlock();
    }
    awaitSlot(waiter);
  }

  boolean tryReserve() {
    lock().lock();
    try {
      checkOpenToSenders();
      return takeSlot();
    } finally {
      lock().unlock();
    }
  }

  /** Sends, after waiting for a slot if need be. */
  void send(TaskRecord task, T message) {
    Waiter waiter;
    lock().lock();
    try {
      checkOpenToSenders();
      if (hasSlot()) {
        put(message);
        return;
      }
      waiter = new Parcel<>(task, message);
      reserving.add(waiter);
    } finally {
      lock().unlock();
    }
    awaitSlot(waiter);
  }

  boolean trySend(T message) {
    lock().lock();
    try {
      checkOpenToSenders();
      if (!hasSlot()) {
        return false;
      }
      put(message);
      return true;
    } finally {
      lock().unlock();
    }
  }

  Optional<T> sendEvictingOldest(T message) {
    lock().lock();
    try {
      checkOpenToSenders();
      if (hasSlot()) {
        put(message);
        return Optional.empty();
      }
      if (!reserving.isEmpty() || queue.isEmpty()) {
        throw new EvictionRefusedException(
            "No message of " + subject() + " can make room: "
                + (queue.isEmpty() ? "all its slots are reserved" : "somebody waits for the next slot")
                + ". The message stays with the caller.");
      }
      T oldest = queue.remove();
      put(message);
      return Optional.of(oldest);
    } finally {
      lock().unlock();
    }
  }

  private void awaitSlot(Waiter waiter) {
    Object given =
        await(waiter, reserving, OpKind.CHANNEL_RESERVE, "a free slot of " + subject(), this::receivingTasks);
    if (given == CLOSED) {
      waiter.task().throwIfCancelled();
      throw closedToSenders();
    }
  }

  /** Only when nobody waits: a slot that gets free is somebody's. */
  private boolean hasSlot() {
    return reserving.isEmpty() && hasRoom();
  }

  private boolean hasRoom() {
    int most = capacity == 0 ? receiving.size() : capacity;
    return queue.size() + reserved + onApproval < most;
  }

  private boolean takeSlot() {
    if (!hasSlot()) {
      return false;
    }
    reserved++;
    return true;
  }

  /** Fills a reserved slot. False if there is nobody to fill it for; the slot is free again either way. */
  boolean fill(T message) {
    lock().lock();
    try {
      reserved--;
      boolean wanted = !isClosedToSenders();
      if (wanted) {
        put(message);
      }
      settle();
      return wanted;
    } finally {
      lock().unlock();
    }
  }

  private void put(T message) {
    if (receiving.isEmpty() || !handOver(message)) {
      queue.add(message);
    }
  }

  private boolean handOver(T message) {
    for (Waiter next = receiving.poll(); next != null; next = receiving.poll()) {
      if (next.grant(message)) {
        if (next instanceof Taker taker && taker.onApproval) {
          approving(taker.end, 1);
        }
        return true;
      }
    }
    return false;
  }

  void giveBack() {
    lock().lock();
    try {
      reserved--;
      settle();
    } finally {
      lock().unlock();
    }
  }

  /** After any change: messages and free slots go to those who wait, and those who wait for nothing are told. */
  @Override
  protected void settle() {
    while (!receiving.isEmpty() && !queue.isEmpty() && handOver(queue.element())) {
      queue.remove();
    }
    if (isClosedToSenders()) {
      reserving.grantAll(CLOSED);
    }
    while (!reserving.isEmpty() && hasRoom()) {
      grantSlot();
    }
    if (!receiving.isEmpty() && isDrained()) {
      receiving.removeIf(this::isHopeless, waiter -> waiter.grant(CLOSED));
    }
  }

  @SuppressWarnings("unchecked") // a parcel in this channel carries its messages
  private void grantSlot() {
    Waiter next = reserving.poll();
    if (next == null || !next.grant(SLOT)) {
      return;
    }
    if (next instanceof Parcel<?> parcel) {
      put((T) parcel.message);
    } else {
      reserved++;
    }
  }

  private boolean isClosedToSenders() {
    return closed || receiversGone;
  }

  private void checkOpenToSenders() {
    if (isClosedToSenders()) {
      throw closedToSenders();
    }
  }

  ChannelClosedException closedToSenders() {
    String why =
        receiversGone ? "its last receiver is closed" : closed ? "it was closed" : "its last sender was closed";
    return new ChannelClosedException(
        "Nothing more can be sent on " + subject() + ", because " + why + ". The message stays with the caller.");
  }

  // --- receiving -------------------------------------------------------------------------------------------

  /** Null when there is nothing and never will be for this end. */
  @SuppressWarnings("unchecked") // only messages and CLOSED are granted to receivers
  @Nullable T recv(TaskRecord task, QueueReceiver<T> end, boolean approval) {
    Waiter waiter;
    lock().lock();
    try {
      T ready = take(end, approval);
      if (ready != null) {
        return ready;
      }
      if (isDrainedFor(end)) {
        return null;
      }
      waiter = new Taker(task, end, approval);
      receiving.add(waiter);
      settle();
    } finally {
      lock().unlock();
    }
    Object given =
        await(waiter, receiving, OpKind.CHANNEL_RECV, "a message on " + subject(), this::sendingTasks);
    return given == CLOSED ? null : (T) given;
  }

  @Nullable T tryRecv(QueueReceiver<T> end) {
    lock().lock();
    try {
      return take(end, false);
    } finally {
      lock().unlock();
    }
  }

  @SuppressWarnings("unchecked") // a parcel in this channel carries its messages
  private @Nullable T take(QueueReceiver<T> end, boolean approval) {
    T next = queue.poll();
    if (next == null && capacity == 0 && reserving.first() instanceof Parcel<?> parcel && reserving.poll() != null) {
      next = parcel.grant(SLOT) ? (T) parcel.message : take(end, false);
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
    lock().lock();
    try {
      approving(end, -1);
      if (unwanted != null) {
        queue.addFirst(unwanted);
      }
      settle();
    } finally {
      lock().unlock();
    }
  }

  private boolean isDrained() {
    return queue.isEmpty() && (closed || (sendersGone && reserved == 0));
  }

  /** Drained, and nothing can come back from others: what it has taken itself it can receive again later. */
  private boolean isDrainedFor(QueueReceiver<?> end) {
    return isDrained() && onApproval == end.onApproval;
  }

  private boolean isHopeless(Waiter waiter) {
    return switch (waiter) {
      case Taker taker -> isDrainedFor(taker.end);
      case Choice.Branch branch when branch.offer() instanceof QueueReceiver.Receiving<?, ?> receiving ->
          isDrainedFor(receiving.end());
      default -> true;
    };
  }

  ChannelClosedException drained() {
    return new ChannelClosedException(
        "Nothing more will come on " + subject() + ": it is drained, and "
            + (closed ? "it was closed." : "its last sender is closed."));
  }

  // --- cases -----------------------------------------------------------------------------------------------

  boolean isReadyToReceive(QueueReceiver<T> end) {
    lock().lock();
    try {
      boolean parcel = capacity == 0 && reserving.first() instanceof Parcel;
      return !queue.isEmpty() || parcel || isDrainedFor(end);
    } finally {
      lock().unlock();
    }
  }

  /** A message, or {@link #CLOSED}, or null for nothing yet. */
  @Nullable Object takeOrClosed(QueueReceiver<T> end) {
    lock().lock();
    try {
      T ready = take(end, false);
      return ready == null && isDrainedFor(end) ? CLOSED : ready;
    } finally {
      lock().unlock();
    }
  }

  boolean isReadyToReserve() {
    lock().lock();
    try {
      return isClosedToSenders() || hasSlot();
    } finally {
      lock().unlock();
    }
  }

  /** {@link #SLOT}, or {@link #CLOSED}, or null for none yet. */
  @Nullable Object takeSlotOrClosed() {
    lock().lock();
    try {
      return isClosedToSenders() ? CLOSED : takeSlot() ? SLOT : null;
    } finally {
      lock().unlock();
    }
  }

  void enlist(Waiter waiter, boolean toReceive) {
    lock().lock();
    try {
      (toReceive ? receiving : reserving).add(waiter);
      settle();
    } finally {
      lock().unlock();
    }
  }

  void leave(Waiter waiter, boolean toReceive) {
    leave(toReceive ? receiving : reserving, waiter);
  }

  static boolean isClosed(Object gift) {
    return gift == CLOSED;
  }

  // --- ends ------------------------------------------------------------------------------------------------

  void closeSender(QueueSender<T> end) {
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

  void closeReceiver(QueueReceiver<T> end) {
    lock().lock();
    try {
      if (receivers.remove(end)) {
        receiversGone |= receivers.isEmpty();
        settle();
      }
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void close() {
    lock().lock();
    try {
      closed = true;
      settle();
    } finally {
      lock().unlock();
    }
  }

  /** What nobody has received, for the last time. */
  public List<T> leftovers() {
    lock().lock();
    try {
      closed = true;
      List<T> left = List.copyOf(queue);
      queue.clear();
      settle();
      return left;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    leftovers();
  }

  List<TaskId> sendingTasks() {
    return tasksAt(senders);
  }

  List<TaskId> receivingTasks() {
    return tasksAt(receivers);
  }

  private List<TaskId> tasksAt(Set<? extends End> ends) {
    List<TaskId> tasks = new ArrayList<>();
    lock().lock();
    try {
      for (End end : ends) {
        tasks.addAll(idOf(end.user()));
      }
    } finally {
      lock().unlock();
    }
    return tasks;
  }
}
