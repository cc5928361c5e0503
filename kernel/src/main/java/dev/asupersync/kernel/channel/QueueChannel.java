package dev.asupersync.kernel.channel;

import dev.asupersync.TaskId;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.EvictionRefusedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.Wait;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks, several senders, several receivers. It takes the lock and asks its {@link Exchange}, where
 * the rules of who gets what are; it waits where that says so.
 *
 * <p>Rules: 7.1.1 to 7.1.16, 7.5.3; traps 1 to 5.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED is that object
public final class QueueChannel<T> extends Owned implements Channel<T> {

  // Guarded by the lock.
  private final Exchange<T> exchange;
  private final Set<QueueSender<T>> senders = new LinkedHashSet<>(4);
  private final Set<QueueReceiver<T>> receivers = new LinkedHashSet<>(4);

  private final Wait.Subject slot = new Awaited("a free slot of ", this::receivingTasks);
  private final Wait.Subject message = new Awaited("a message on ", this::sendingTasks);

  /** What is waited for here, put into words when somebody asks. */
  private final class Awaited implements Wait.Subject {

    private final String what;
    private final Supplier<List<TaskId>> by;

    Awaited(String what, Supplier<List<TaskId>> by) {
      this.what = what;
      this.by = by;
    }

    @Override
    public String what() {
      return what + subject();
    }

    @Override
    public List<TaskId> heldUpBy() {
      return by.get();
    }
  }

  public QueueChannel(Region owner, ChannelSpec<T> spec) {
    super(owner, "channel", spec.name());
    this.exchange = new Exchange<>(spec.capacity(), lock(), CLOSED);
  }

  @Override
  protected long capacity() {
    return exchange.capacity();
  }

  @Override
  public Sender<T> sender() {
    QueueSender<T> end = new QueueSender<>(this);
    lock().lock();
    try {
      if (exchange.isClosedToNewSenders()) {
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
      return exchange.size();
    } finally {
      lock().unlock();
    }
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      return exchange.dump(number(), subject());
    } finally {
      lock().unlock();
    }
  }

  // --- sending ---------------------------------------------------------------------------------------------

  /** Waits for a slot. */
  void reserve(TaskRecord task) {
    Waiter waiter;
    lockOpen(task);
    try {
      if (exchange.takeSlot()) {
        return;
      }
      waiter = new Waiter(task);
      exchange.reserving.add(waiter);
    } finally {
      lock().unlock();
    }
    awaitSlot(waiter);
  }

  boolean tryReserve(TaskRecord task) {
    lockOpen(task);
    try {
      return exchange.takeSlot();
    } finally {
      lock().unlock();
    }
  }

  /** Sends, after waiting for a slot if need be. */
  void send(TaskRecord task, T message) {
    Waiter waiter;
    lockOpen(task);
    try {
      if (exchange.hasSlot()) {
        exchange.put(message);
        return;
      }
      waiter = new Exchange.Parcel<>(task, message);
      exchange.reserving.add(waiter);
    } finally {
      lock().unlock();
    }
    awaitSlot(waiter);
  }

  boolean trySend(TaskRecord task, T message) {
    lockOpen(task);
    try {
      boolean free = exchange.hasSlot();
      if (free) {
        exchange.put(message);
      }
      return free;
    } finally {
      lock().unlock();
    }
  }

  Optional<T> sendEvictingOldest(TaskRecord task, T message) {
    lockOpen(task);
    try {
      T oldest = null;
      if (!exchange.hasSlot()) {
        oldest = exchange.evict();
        if (oldest == null) {
          throw new EvictionRefusedException(
              "No message of " + subject() + " can make room: its slots are reserved, or somebody waits for the next"
                  + " one. The message stays with the caller.");
        }
      }
      exchange.put(message);
      return Optional.ofNullable(oldest);
    } finally {
      lock().unlock();
    }
  }

  private void awaitSlot(Waiter waiter) {
    Object given = await(waiter, exchange.reserving, OpKind.CHANNEL_RESERVE, slot);
    if (given == CLOSED) {
      throw because(waiter.task(), closedToSenders());
    }
  }

  /** Fills a reserved slot. False if there is nobody to fill it for; the slot is free again either way. */
  boolean fill(T message) {
    lock().lock();
    try {
      exchange.endReservation();
      boolean wanted = !exchange.isClosedToSenders();
      if (wanted) {
        exchange.put(message);
      }
      exchange.settle();
      return wanted;
    } finally {
      lock().unlock();
    }
  }

  void giveBack() {
    lock().lock();
    try {
      exchange.endReservation();
      exchange.settle();
    } finally {
      lock().unlock();
    }
  }

  /** Takes the lock of a channel on which can be sent; of another it refuses. */
  private void lockOpen(TaskRecord task) {
    lock().lock();
    if (exchange.isClosedToSenders()) {
      ChannelClosedException closed = closedToSenders();
      lock().unlock();
      throw because(task, closed);
    }
  }

  ChannelClosedException closedToSenders() {
    return new ChannelClosedException(
        "Nothing more can be sent on " + subject() + ", because " + exchange.whyClosedToSenders()
            + ". The message stays with the caller.");
  }

  // --- receiving -------------------------------------------------------------------------------------------

  /** Null when there is nothing and never will be for this end. */
  @SuppressWarnings("unchecked") // only messages and CLOSED are granted to receivers
  @Nullable T recv(TaskRecord task, QueueReceiver<T> end, boolean approval) {
    Waiter waiter;
    lock().lock();
    try {
      T ready = exchange.take(end, approval);
      if (ready != null || exchange.isDrainedFor(end)) {
        return ready;
      }
      waiter = new Exchange.Taker(task, end, approval);
      exchange.receiving.add(waiter);
      exchange.settle();
    } finally {
      lock().unlock();
    }
    Object given = await(waiter, exchange.receiving, OpKind.CHANNEL_RECV, message);
    return given == CLOSED ? null : (T) given;
  }

  @Nullable T tryRecv(QueueReceiver<T> end) {
    lock().lock();
    try {
      return exchange.take(end, false);
    } finally {
      lock().unlock();
    }
  }

  void approved(QueueReceiver<T> end, @Nullable T unwanted) {
    lock().lock();
    try {
      exchange.approved(end, unwanted);
    } finally {
      lock().unlock();
    }
  }

  ChannelClosedException drained() {
    return new ChannelClosedException(
        "Nothing more will come on " + subject() + ": it is drained, and "
            + (exchange.isClosed() ? "it was closed." : "its last sender is closed."));
  }

  // --- cases -----------------------------------------------------------------------------------------------

  boolean isReadyToReceive(QueueReceiver<T> end) {
    lock().lock();
    try {
      return exchange.hasMessage() || exchange.isDrainedFor(end);
    } finally {
      lock().unlock();
    }
  }

  /** A message, or {@link #CLOSED}, or null for nothing yet. */
  @Nullable Object takeOrClosed(QueueReceiver<T> end) {
    lock().lock();
    try {
      T ready = exchange.take(end, false);
      return ready == null && exchange.isDrainedFor(end) ? CLOSED : ready;
    } finally {
      lock().unlock();
    }
  }

  boolean isReadyToReserve() {
    lock().lock();
    try {
      return exchange.isClosedToSenders() || exchange.hasSlot();
    } finally {
      lock().unlock();
    }
  }

  /** A slot, or {@link #CLOSED}, or null for none yet. */
  @Nullable Object takeSlotOrClosed() {
    lock().lock();
    try {
      return exchange.isClosedToSenders() ? CLOSED : exchange.takeSlot() ? Exchange.SLOT : null;
    } finally {
      lock().unlock();
    }
  }

  void enlist(Waiter waiter, boolean toReceive) {
    lock().lock();
    try {
      (toReceive ? exchange.receiving : exchange.reserving).add(waiter);
      exchange.settle();
    } finally {
      lock().unlock();
    }
  }

  void leave(Waiter waiter, boolean toReceive) {
    leave(toReceive ? exchange.receiving : exchange.reserving, waiter);
  }

  static boolean isClosed(Object gift) {
    return gift == CLOSED;
  }

  // --- ends ------------------------------------------------------------------------------------------------

  void closeSender(QueueSender<T> end) {
    lock().lock();
    try {
      if (senders.remove(end)) {
        exchange.sendersLeft(!senders.isEmpty());
      }
    } finally {
      lock().unlock();
    }
  }

  void closeReceiver(QueueReceiver<T> end) {
    lock().lock();
    try {
      if (receivers.remove(end)) {
        exchange.receiversLeft(!receivers.isEmpty());
      }
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void close() {
    lock().lock();
    try {
      exchange.close();
    } finally {
      lock().unlock();
    }
  }

  /** What nobody has received, for the last time. */
  public List<T> leftovers() {
    lock().lock();
    try {
      List<T> left = exchange.clear();
      exchange.close();
      return left;
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void settle() {
    exchange.settle();
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
