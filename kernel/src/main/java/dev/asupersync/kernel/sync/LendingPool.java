package dev.asupersync.kernel.sync;

import dev.asupersync.Cx;
import dev.asupersync.TaskId;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.kernel.WaitList;
import dev.asupersync.kernel.Waiter;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.Pool;
import dev.asupersync.sync.PoolException;
import dev.asupersync.sync.PoolLease;
import dev.asupersync.sync.PoolOptions;
import dev.asupersync.sync.PoolSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pool. What is counted are places: each is idle, with a thing in it, or out, with one task; so that is
 * settled under the lock, while things are made, looked at and destroyed outside it, by a task that holds a
 * place or has just given it up. Whoever gives a place up hands it, with its thing if it has one, to the
 * head of the line.
 *
 * <p>Rule: 7.6.8, trap 23.
 */
@SuppressWarnings("ReferenceEquality") // CLOSED, TIMED_OUT and PLACE are those objects
public final class LendingPool<T> extends Owned implements Pool<T> {

  /** A place without a thing in it. */
  private static final Object PLACE = new Object();

  private static final class Borrower<T> extends Waiter {
    final Lent<T> wanted;

    Borrower(Lent<T> wanted) {
      super(wanted.by());
      this.wanted = wanted;
    }
  }

  private final PoolOptions options;
  private final Supply<T> supply;

  // Guarded by the lock.
  private final WaitList line = new WaitList();
  private final ArrayDeque<Stocked<T>> idle = new ArrayDeque<>();
  private final Set<Lent<T>> out = new LinkedHashSet<>(4);
  private boolean closed;

  public LendingPool(Region owner, PoolSpec<T> spec) {
    super(owner, "pool", spec.name());
    this.options = spec.options();
    this.supply = new Supply<>(spec, subject());
  }

  // --- lending ---------------------------------------------------------------------------------------------

  @Override
  public PoolLease<T> acquire(Cx cx) {
    Lent<T> lent = lend(cx, options.acquireTimeout());
    if (lent == null) {
      throw new PoolException(
          ErrorCode.POOL_TIMEOUT,
          "Nothing of " + subject() + " became free within " + options.acquireTimeout() + ": it has at most "
              + options.max() + ". Hold them for a shorter time, or raise the maximum.",
          null);
    }
    return lent;
  }

  @Override
  public Optional<PoolLease<T>> tryAcquire(Cx cx) {
    return Optional.ofNullable(lend(cx, null));
  }

  @Override
  public Optional<PoolLease<T>> tryAcquire(Cx cx, Duration patience) {
    return Optional.ofNullable(lend(cx, patience));
  }

  /** Null when there is nothing in time. */
  private @Nullable Lent<T> lend(Cx cx, @Nullable Duration patience) {
    TaskRecord task = arrive(cx);
    sweep();
    Lent<T> lent = new Lent<>(this, task);
    Borrower<T> borrower = patience == null ? null : new Borrower<>(lent);
    Object gift = takeOrEnlist(lent, borrower);
    if (gift == null && borrower != null && patience != null) {
      gift = awaitFor(patience, borrower, line, OpKind.ENTER, "one of " + subject(), this::holders);
      if (gift == CLOSED) {
        throw because(task, refused());
      }
    }
    if (gift == null || gift == TIMED_OUT) {
      return null;
    }
    fill(cx, lent, gift);
    lent.reserved();
    return lent;
  }

  private TaskRecord arrive(Cx cx) {
    TaskRecord task = enter(cx, OpKind.ENTER);
    task.pass();
    task.checkReservable();
    return task;
  }

  /** A thing or a place for one; null if there is none now, and then the borrower stands in line. */
  private @Nullable Object takeOrEnlist(Lent<T> lent, @Nullable Borrower<T> borrower) {
    lockOpen(lent.by());
    try {
      Object gift = line.isEmpty() ? take(lent) : null;
      if (gift == null && borrower != null) {
        line.add(borrower);
        settle();
      }
      return gift;
    } finally {
      lock().unlock();
    }
  }

  private @Nullable Object take(Lent<T> lent) {
    Stocked<T> last = idle.pollLast();
    if (last == null && out.size() >= options.max()) {
      return null;
    }
    out.add(lent);
    return last == null ? PLACE : last;
  }

  /** The place is this task's; it keeps it only with a thing in it. */
  @SuppressWarnings("unchecked") // only things of this pool and PLACE are given
  private void fill(Cx cx, Lent<T> lent, Object gift) {
    boolean filled = false;
    try {
      Stocked<T> thing = gift == PLACE ? null : (Stocked<T>) gift;
      lent.fill(thing != null && supply.isHealthy(thing) ? thing : create(cx));
      filled = true;
    } finally {
      if (!filled) {
        free(lent);
      }
    }
  }

  private Stocked<T> create(Cx cx) {
    T made = supply.create(cx);
    long now = nanos();
    return new Stocked<>(made, now, now);
  }

  private void lockOpen(TaskRecord task) {
    lock().lock();
    if (closed) {
      lock().unlock();
      throw because(task, refused());
    }
  }

  private PoolException refused() {
    return new PoolException(
        ErrorCode.POOL_CLOSED,
        "Nothing more can be had of " + subject() + ", because it was closed. Stop, or use one that is open.",
        null);
  }

  @Override
  public int warmUp(Cx cx) {
    long begun = nanos();
    int made = 0;
    while (Duration.ofNanos(nanos() - begun).compareTo(options.warmUpTimeout()) < 0) {
      Lent<T> lent = new Lent<>(this, arrive(cx));
      if (!takeToWarmUp(lent)) {
        return made;
      }
      try {
        fill(cx, lent, PLACE);
      } catch (PoolException failed) {
        supply.log("A thing could not be made ahead.", failed);
        return made;
      }
      lent.reserved();
      lent.release();
      made++;
    }
    return made;
  }

  private boolean takeToWarmUp(Lent<T> lent) {
    lockOpen(lent.by());
    try {
      return line.isEmpty() && idle.size() + out.size() < options.warmUp() && out.add(lent);
    } finally {
      lock().unlock();
    }
  }

  // --- coming back -----------------------------------------------------------------------------------------

  @Override
  @SuppressWarnings("unchecked") // those in line are borrowers of this pool
  protected void settle() {
    while (!line.isEmpty() && (!idle.isEmpty() || out.size() < options.max())) {
      Borrower<T> next = (Borrower<T>) line.poll();
      Stocked<T> thing = idle.peekLast();
      if (next != null && next.grant(thing == null ? PLACE : thing)) {
        idle.pollLast();
        out.add(next.wanted);
      }
    }
  }

  /** A thing is given back. */
  void back(Lent<T> lent, Stocked<T> thing) {
    long now = nanos();
    Stocked<T> rested = new Stocked<>(thing.value(), thing.bornNanos(), now);
    boolean kept;
    lock().lock();
    try {
      kept = !closed && !rested.isTooOld(now, options);
      out.remove(lent);
      if (kept) {
        idle.addLast(rested);
      }
      settle();
    } finally {
      lock().unlock();
    }
    if (kept) {
      sweep();
    } else {
      supply.destroy(List.of(thing));
    }
  }

  /** A thing is not wanted any more. */
  void gone(Lent<T> lent, Stocked<T> thing) {
    free(lent);
    supply.destroy(List.of(thing));
  }

  private void free(Lent<T> lent) {
    lock().lock();
    try {
      out.remove(lent);
      settle();
    } finally {
      lock().unlock();
    }
  }

  /** Takes out what is too old, or idle for too long, and then destroys it. */
  private void sweep() {
    long now = nanos();
    List<Stocked<T>> stale = new ArrayList<>(0);
    lock().lock();
    try {
      idle.removeIf(thing -> thing.isTooOld(now, options) && stale.add(thing));
      while (idle.size() + out.size() > options.min()
          && !idle.isEmpty()
          && idle.getFirst().isIdleTooLong(now, options)) {
        stale.add(idle.removeFirst());
      }
    } finally {
      lock().unlock();
    }
    stale.forEach(supply::destroyQuietly);
  }

  // --- the rest --------------------------------------------------------------------------------------------

  @Override
  public int size() {
    lock().lock();
    try {
      return idle.size() + out.size();
    } finally {
      lock().unlock();
    }
  }

  @Override
  public int idle() {
    lock().lock();
    try {
      return idle.size();
    } finally {
      lock().unlock();
    }
  }

  @Override
  public void close() {
    List<Stocked<T>> left;
    lock().lock();
    try {
      refuseAll();
      left = List.copyOf(idle);
      idle.clear();
    } finally {
      lock().unlock();
    }
    supply.destroy(left);
  }

  /** The finalizer that was registered when it was opened has destroyed what there was. */
  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      refuseAll();
    } finally {
      lock().unlock();
    }
  }

  private void refuseAll() {
    closed = true;
    line.grantAll(CLOSED);
  }

  @Override
  public OwnedDump dump() {
    lock().lock();
    try {
      return new OwnedDump(number(), subject(), OptionalLong.of(out.size()), OptionalLong.of(options.max()),
          0, line.size());
    } finally {
      lock().unlock();
    }
  }

  private List<TaskId> holders() {
    lock().lock();
    try {
      return idsOf(out.stream().map(Lent::by).distinct().toList());
    } finally {
      lock().unlock();
    }
  }
}
