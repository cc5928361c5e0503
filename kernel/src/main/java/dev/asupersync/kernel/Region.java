package dev.asupersync.kernel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Finalizer;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.error.CxBugException;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A region: the owner of tasks, child regions, finalizers and opened things, and of the one lock that guards
 * them. Nothing is admitted once it has begun to close, because admission and the step out of OPEN happen under
 * that lock; it closes only when nothing of it is left.
 *
 * <p>Who closes it: the strand that runs its body (see {@link RegionRun}). Others only take out what has ended
 * and wake that strand when the last one is gone. Locks of two regions are never held at once.
 *
 * <p>Rules: 4.14 to 4.29, D11 to D13.
 */
public final class Region {

  private final Kernel kernel;
  private final long run;
  private final RegionId id;
  private final @Nullable Region parent;
  private final @Nullable TaskRecord opener;
  private final RegionSpec spec;
  private final Limits inherited;
  private final long openedNanos;
  private final String threadPrefix;
  private final RegionInfo info;
  private final KernelLock lock = new KernelLock();

  // Guarded by the lock.
  private RegionState state = RegionState.OPEN;
  private @Nullable CancelReason reason;
  private @Nullable CancelReason outsideReason;
  private boolean announced;
  private @Nullable CancelReason early;
  private @Nullable TaskRecord newest;
  private @Nullable TaskRecord body;
  private long live;
  private boolean hadTasks;
  private final Set<Region> children = new LinkedHashSet<>(4);
  private final Deque<Registered> finalizers = new ArrayDeque<>(2);
  private final List<Owned> opened = new ArrayList<>(2);
  private final Failures failures = new Failures();
  private @Nullable Waiter closer;
  private @Nullable Alarm deadlineAlarm;
  private @Nullable Alarm cleanupWatch;
  private long cleanupWatchNanos = Clock.NEVER;

  /** A finalizer and its number. */
  record Registered(long number, Finalizer finalizer) {}

  Region(Kernel kernel, long run, @Nullable Region parent, @Nullable TaskRecord opener, RegionSpec spec) {
    this.kernel = kernel;
    this.run = run;
    this.id = kernel.nextRegionId();
    this.parent = parent;
    this.opener = opener;
    this.spec = spec;
    this.inherited = new Limits(spec.budget(), null);
    this.announced = parent != null;
    this.openedNanos = kernel.clock().nanos();
    this.threadPrefix = id + (spec.name().isEmpty() ? " " : " " + spec.name() + "/");
    this.info =
        new RegionInfo(
            run, id, spec.name(), Optional.ofNullable(parent).map(Region::id),
            Optional.ofNullable(opener).map(TaskRecord::id), spec.policy(), spec.budget());
  }

  // --- who it is -------------------------------------------------------------------------------------------

  Kernel kernel() {
    return kernel;
  }

  long run() {
    return run;
  }

  RegionId id() {
    return id;
  }

  @Nullable Region parent() {
    return parent;
  }

  @Nullable TaskRecord opener() {
    return opener;
  }

  /** Whether it is {@code other} or lies below it. */
  boolean isWithin(Region other) {
    for (Region at = this; at != null; at = at.parent) {
      if (at.id.equals(other.id)) {
        return true;
      }
    }
    return false;
  }

  RegionSpec spec() {
    return spec;
  }

  /** The limits of a task that asks for none of its own. */
  Limits inherited() {
    return inherited;
  }

  RegionInfo info() {
    return info;
  }

  KernelLock lock() {
    return lock;
  }

  String label() {
    return "region " + id + (spec.name().isEmpty() ? "" : " \"" + spec.name() + "\"");
  }

  String threadName(TaskRecord task) {
    return threadPrefix + (task.spec().name().isEmpty() ? "" : task.spec().name() + " ") + task.id();
  }

  long openedNanos() {
    return openedNanos;
  }

  // --- state, with the lock --------------------------------------------------------------------------------

  void advance(RegionState next) {
    assert lock.isHeld();
    RegionState from = state;
    if (!from.allows(next)) {
      throw new CxBugException(
          ErrorCode.INTERPRETATION_FAILED, label() + " cannot go from " + from + " to " + next + ".");
    }
    state = next;
    if (kernel.observers().want(Hook.REGION_STATE)) {
      kernel.observers().tell(Hook.REGION_STATE, o -> o.onRegionState(info, from, next));
    }
  }

  RegionState state() {
    return state;
  }

  /** Whether a task other than its body was ever spawned in it. */
  boolean hadTasks() {
    return hadTasks;
  }

  boolean isQuiet() {
    return live == 0 && children.isEmpty();
  }

  @Nullable CancelReason reason() {
    return reason;
  }

  @Nullable CancelReason outsideReason() {
    return outsideReason;
  }

  Failures failures() {
    return failures;
  }

  Set<Region> children() {
    return children;
  }

  int finalizerCount() {
    return finalizers.size();
  }

  /** Live tasks, oldest first. */
  List<TaskRecord> tasks() {
    ArrayDeque<TaskRecord> oldestFirst = new ArrayDeque<>();
    for (TaskRecord at = newest; at != null; at = at.before) {
      oldestFirst.addFirst(at);
    }
    return List.copyOf(oldestFirst);
  }

  @Nullable TaskRecord body() {
    return body;
  }

  void body(TaskRecord record) {
    body = record;
  }

  /**
   * Admits something for a running task. Where that is refused while the task is being cancelled, the
   * cancellation is what it must be told: the refusal is only a consequence.
   */
  void admit(TaskRecord caller, Runnable admission) {
    try {
      lock.lock();
      try {
        admission.run();
      } finally {
        lock.unlock();
      }
    } catch (CxUsageException refused) {
      caller.points().throwIfCancelled();
      throw refused;
    }
  }

  /** Refuses what comes too late, or is too much. Rules: 4.16, 4.23. */
  private void admit(String what, long count, long limit, boolean cleanup) {
    assert lock.isHeld();
    if (state != RegionState.OPEN && !cleanup) {
      throw new CxUsageException(
          ErrorCode.REGION_NOT_OPEN,
          label() + " is " + state + (reason == null ? "" : " (cancelled: " + reason + ")")
              + ", so it admits no " + what
              + ". Once a region's body has ended or it was cancelled, nothing new starts in it.");
    }
    if (count >= limit && !cleanup) {
      throw new CxUsageException(
          ErrorCode.LIMIT_REACHED,
          label() + " has " + count + " of at most " + limit + " " + what
              + "s. Let some end first, or raise asupersync.limits.");
    }
  }

  /** Links a task in. A request that came before now reaches it, too. */
  void admit(TaskRecord task, boolean cleanup) {
    // The body was not spawned, and does not count.
    long spawned = body != null && body.linked ? live - 1 : live;
    hadTasks |= !task.spec().body();
    admit("task", spawned, kernel.settings().limits().tasks(), cleanup);
    task.linked = true;
    task.before = newest;
    if (newest != null) {
      newest.after = task;
    }
    newest = task;
    live++;
    if (!task.spec().body() && kernel.observers().want(Hook.TALLY)) {
      kernel.observers().tallySpawn(task.spec().tier());
    }
    if (kernel.observers().want(Hook.SPAWN)) {
      kernel.observers().spawn(task.info());
    }
  }

  void tallyEnd(TaskRecord task, Outcome<?, ?> outcome) {
    TaskSpec spec = task.spec();
    if (!spec.body() && kernel.observers().want(Hook.TALLY)) {
      kernel.observers().tallyEnd(info, task.id(), spec.name(), spec.tier(), task.spawnedNanos(), outcome);
    }
  }

  void unlink(TaskRecord task) {
    assert lock.isHeld();
    if (!task.linked) {
      return;
    }
    task.linked = false;
    if (task.after == null) {
      newest = task.before;
    } else {
      task.after.before = task.before;
    }
    if (task.before != null) {
      task.before.after = task.after;
    }
    task.before = null;
    task.after = null;
    live--;
    wakeCloserIfQuiet();
  }

  /**
   * A region that a live task opens. The body of this one may have returned meanwhile: the region waits for that
   * task anyway, and so for what it opens, unless it was cancelled.
   */
  void admit(Region child) {
    boolean waitsForItsTasks = reason == null && (state == RegionState.CLOSING || state == RegionState.DRAINING);
    if (!waitsForItsTasks || children.size() >= kernel.settings().limits().children()) {
      admit("child region", children.size(), kernel.settings().limits().children(), false);
    }
    children.add(child);
  }

  void unlink(Region child) {
    assert lock.isHeld();
    children.remove(child);
    wakeCloserIfQuiet();
  }

  void admit(Finalizer finalizer) {
    admit("finalizer", finalizers.size(), kernel.settings().limits().finalizers(), false);
    Registered entry = new Registered(kernel.nextFinalizerNumber(), finalizer);
    finalizers.push(entry);
    if (kernel.observers().want(Hook.FINALIZER)) {
      kernel.observers().tell(Hook.FINALIZER, o -> o.onFinalizerRegistered(info, entry.number()));
    }
  }

  void admit(Owned thing) {
    admit("thing of its own", 0, 1, false);
    opened.add(thing);
    if (kernel.observers().want(Hook.OPENED)) {
      kernel.observers().tell(Hook.OPENED, o -> o.onOpened(info, thing.number(), thing.subject()));
    }
  }

  /** Refuses a reservation that comes too late. Rule: D20. */
  void checkReservable(TaskRecord holder) {
    RegionState now = state;
    if (now == RegionState.FINALIZING || now == RegionState.CLOSED) {
      throw new CxUsageException(
          ErrorCode.RESERVATION_REFUSED,
          holder.label() + " tried to reserve something in " + label() + ", which is " + now
              + ". Finalizers resolve and clean up; they take on nothing new. Reserve it before the region ends.");
    }
    long most = kernel.settings().limits().obligations();
    Holdings held = holder.holdingsIfAny();
    if (held != null && held.open() >= most) {
      throw new CxUsageException(
          ErrorCode.LIMIT_REACHED,
          holder.label() + " holds " + most + " unresolved obligations, which is the most. Resolve some first, or"
              + " raise asupersync.limits.obligations.");
    }
  }

  @Nullable Registered nextFinalizer() {
    return finalizers.poll();
  }

  List<Owned> opened() {
    return opened.reversed();
  }

  // --- closing ---------------------------------------------------------------------------------------------

  void closer(@Nullable Waiter waiter) {
    closer = waiter;
  }

  private void wakeCloserIfQuiet() {
    if (closer != null && isQuiet()) {
      closer.grant();
    }
  }

  void closed(Outcome<?, ?> outcome) {
    if (!isQuiet() || !finalizers.isEmpty()) {
      throw new CxBugException(
          ErrorCode.INTERPRETATION_FAILED,
          label() + " was to close with " + live + " live tasks, " + children.size() + " child regions and "
              + finalizers.size() + " finalizers.");
    }
    advance(RegionState.CLOSED);
    if (kernel.observers().want(Hook.REGION_CLOSED)) {
      kernel.observers().tell(Hook.REGION_CLOSED, o -> o.onRegionClosed(info, outcome));
    }
    if (deadlineAlarm != null) {
      deadlineAlarm.cancel();
    }
    if (cleanupWatch != null) {
      cleanupWatch.cancel();
    }
  }

  // --- cancellation, with the lock -------------------------------------------------------------------------

  /**
   * Tells that a root region has opened, on its own strand. A request to stop may have come before that, from
   * the thread that waits for the run or from a shutdown: it is given back and is due now.
   */
  @Nullable CancelReason announce() {
    assert lock.isHeld();
    announced = true;
    if (kernel.observers().want(Hook.REGION_OPENED)) {
      kernel.observers().tell(Hook.REGION_OPENED, o -> o.onRegionOpened(info));
    }
    return early;
  }

  /** Whether nobody has been told of the region yet; then the request waits. */
  boolean keeps(CancelReason asked) {
    if (announced) {
      return false;
    }
    early = early == null ? asked : early.strengthen(asked);
    return true;
  }

  /** Merges a request into the region; true if the reason changed. Rules: 4.17, 5.2. */
  boolean requested(CancelReason asked, boolean fromOutside) {
    if (fromOutside && state != RegionState.FINALIZING) {
      outsideReason = outsideReason == null ? asked : outsideReason.strengthen(asked);
    }
    if (state == RegionState.OPEN) {
      advance(RegionState.CLOSING);
    }
    CancelReason now = reason == null ? asked : reason.strengthen(asked);
    if (now.equals(reason)) {
      return false;
    }
    reason = now;
    if (kernel.observers().want(Hook.REGION_CANCELLED)) {
      kernel.observers().tell(Hook.REGION_CANCELLED, o -> o.onRegionCancelled(info, now));
    }
    return true;
  }

  void deadlineAlarm(Alarm alarm) {
    deadlineAlarm = alarm;
  }

  /** Looks at the region again at that time, if it does not do so earlier anyway. */
  void watchCleanup(long atNanos) {
    assert lock.isHeld();
    if (atNanos >= cleanupWatchNanos || atNanos == Clock.NEVER || state == RegionState.CLOSED) {
      return;
    }
    if (cleanupWatch != null) {
      cleanupWatch.cancel();
    }
    cleanupWatchNanos = atNanos;
    cleanupWatch = kernel.interpretation().alarm(atNanos, () -> StuckWatch.look(this));
  }

  void cleanupWatchFired() {
    cleanupWatch = null;
    cleanupWatchNanos = Clock.NEVER;
  }

  // --- called by the strand of one of its tasks, without the lock ------------------------------------------

  void acknowledged(TaskRecord task, Duration cleanupTime) {
    long due = Clock.plus(kernel.clock().nanos(), cleanupTime);
    lock.lock();
    try {
      task.acknowledgedAt(due);
      watchCleanup(due);
    } finally {
      lock.unlock();
    }
  }

  void tightenCleanup(TaskRecord task, Duration cleanupTime) {
    long due = Math.min(task.points().cleanupDueNanos(), Clock.plus(kernel.clock().nanos(), cleanupTime));
    lock.lock();
    try {
      task.points().cleanupDue(due);
      watchCleanup(due);
    } finally {
      lock.unlock();
    }
  }

  /** Its deadline, or that of a region above, may have passed: whoever owns it is cancelled. Rule: 2.12. */
  void deadlinePassed() {
    Region owner = this;
    while (owner.spec.ownDeadline() == null && owner.parent != null) {
      owner = owner.parent;
    }
    CancelKind kind = owner.spec.ownDeadline();
    long now = kernel.clock().nanos();
    if (kind != null && owner.spec.budget().deadline().map(kernel.clock()::nanos).orElse(Clock.NEVER) <= now) {
      Cancellation.cancel(
          owner, CancelReason.of(kind).withOrigin(Optional.of(owner.id), Optional.empty(), now), true);
    }
  }
}
