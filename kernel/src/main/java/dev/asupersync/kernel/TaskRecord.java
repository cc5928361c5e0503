package dev.asupersync.kernel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.error.CxBugException;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.TaskInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task: a body that runs in a region. The body of a region is a task of that region too; it runs on the
 * strand of the task that opened the region, which meanwhile is {@link #inside} it. So every line of code that
 * runs belongs to exactly one task, the innermost, and cancellation, masks, budgets and obligations are kept in
 * one way.
 *
 * <p>Guarded by the lock of the region (methods that say so are called with it): every change of state, reason
 * and outcome. Touched only by the own strand: budget, mask, holdings, innermost. Volatile: what a cancel point
 * reads without a lock.
 *
 * <p>Rules: 4.1 to 4.8, 5.7 to 5.16, D14 to D16.
 */
public final class TaskRecord {

  private static final VarHandle HOLDINGS;

  static {
    try {
      HOLDINGS = MethodHandles.lookup().findVarHandle(TaskRecord.class, "holdings", Holdings.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Region region;
  private final TaskId id;
  private final TaskSpec spec;
  private final TaskBudget budget;
  private final Randomness randomness;
  private final CancelPoints points;
  private final long spawnedNanos;
  private @Nullable TaskInfo info;
  private volatile @Nullable Holdings holdings;

  private volatile @Nullable Strand strand;
  private volatile TaskState state = TaskState.CREATED;
  private volatile @Nullable CancelReason reason;
  private volatile @Nullable Wait wait;
  private volatile @Nullable Outcome<?, ?> recordOutcome;
  private volatile @Nullable Outcome<?, ?> handleOutcome;
  private volatile String progress = "";

  // Guarded by the lock of the region.
  private boolean started;
  private boolean acknowledged;
  private boolean decided;
  private boolean reportedStuck;
  private @Nullable List<Waiter> joiners;
  private @Nullable Region inside;
  private @Nullable BlockingSection blocking;
  private @Nullable Alarm deadlineAlarm;

  // Touched only by the own strand.
  private @Nullable TaskRecord innermost;
  private boolean ended;
  private boolean panicking;

  /** Neighbours among the live tasks of the region, guarded by its lock. */
  @Nullable TaskRecord before;

  @Nullable TaskRecord after;
  boolean linked;

  TaskRecord(Region region, TaskSpec spec) {
    this.region = region;
    this.id = region.kernel().nextTaskId();
    this.spec = spec;
    this.budget = new TaskBudget(region.kernel().clock(), spec.budget());
    this.randomness = new Randomness(spec.seed());
    this.spawnedNanos = region.kernel().clock().nanos();
    TaskRecord on = spec.inline() ? spec.parent() : null;
    this.points = new CancelPoints(this, on == null ? 0 : on.points.maskDepth());
    this.strand = on == null ? null : on.strand;
  }

  // --- who it is -------------------------------------------------------------------------------------------

  Kernel kernel() {
    return region.kernel();
  }

  Region region() {
    return region;
  }

  public TaskId id() {
    return id;
  }

  TaskSpec spec() {
    return spec;
  }

  TaskBudget budget() {
    return budget;
  }

  /** What it looks at when it comes to a cancel point. */
  CancelPoints points() {
    return points;
  }

  /** A cancel point. */
  public void pass() {
    points.pass();
  }

  /** For an operation that failed: see {@link Cancellation#catchUp}. Without any lock. */
  public void throwIfCancelled() {
    if (reason == null) {
      Cancellation.catchUp(region);
    }
    points.throwIfCancelled();
  }

  /** Refuses a reservation that comes too late or is too much. Errors: CX-3004, CX-2004. */
  public void checkReservable() {
    region.checkReservable(this);
  }

  /** Whether it has ended with a panic, or is about to. */
  public boolean isPanicked() {
    return recordOutcome instanceof Outcome.Panicked || panicking;
  }

  Randomness randomness() {
    return randomness;
  }

  /** Made when something is held, or handed over to it, for the first time. */
  Holdings holdings() {
    Holdings made = holdings;
    if (made == null) {
      made = new Holdings();
      return HOLDINGS.compareAndSet(this, (Holdings) null, made) ? made : Objects.requireNonNull(holdings);
    }
    return made;
  }

  /** Null if it never held anything. */
  @Nullable Holdings holdingsIfAny() {
    return holdings;
  }

  /** What it held, now that it ends: nothing can be handed over to it any more. Null if it never held anything. */
  @Nullable Holdings sealHoldings() {
    if (HOLDINGS.compareAndSet(this, (Holdings) null, Holdings.SEALED)) {
      return null;
    }
    Holdings held = Objects.requireNonNull(holdings);
    held.seal();
    return held == Holdings.SEALED ? null : held;
  }

  public String label() {
    return spec.name().isEmpty() ? id.toString() : id + " \"" + spec.name() + "\"";
  }

  TaskInfo info() {
    TaskInfo made = info;
    if (made == null) {
      made =
          new TaskInfo(
              region.run(), id, spec.name(), region.id(), Optional.ofNullable(spec.parent()).map(TaskRecord::id),
              spec.body(), spec.tier(), spec.budget(), spec.capabilities());
      info = made;
    }
    return made;
  }

  void strand(Strand own) {
    strand = own;
  }

  Strand requireStrand() {
    return Objects.requireNonNull(strand, "a task that has not started has no strand");
  }

  void unpark() {
    Strand own = strand;
    if (own != null) {
      own.unpark();
    }
  }

  public void schedulingPoint(OpKind kind, long resource) {
    assert KernelLock.noneHeld() : "a schedule point while holding a kernel lock";
    requireStrand().schedulingPoint(kind, resource);
    Observers observers = kernel().observers();
    if (observers.want(Hook.OPERATION)) {
      observers.tell(Hook.OPERATION, o -> o.onOperation(info(), kind, resource));
    }
  }

  // --- the task whose code runs ----------------------------------------------------------------------------

  /** The task whose code runs on this strand now: this one, or the body of the region that it is inside of. */
  public TaskRecord innermost() {
    TaskRecord at = this;
    for (TaskRecord next = innermost; next != null; next = at.innermost) {
      at = next;
    }
    return at;
  }

  /** The task that has the strand: the one that was spawned on it. */
  public TaskRecord base() {
    TaskRecord at = this;
    while (at.spec.inline()) {
      at = Objects.requireNonNull(at.spec.parent());
    }
    return at;
  }

  /**
   * The outermost task on this strand that lives inside {@code owner}: what belongs to that region and is used
   * here ends with it.
   */
  TaskRecord outermostIn(Region owner) {
    TaskRecord at = innermost();
    TaskRecord best = at;
    while (at.spec.inline()) {
      at = Objects.requireNonNull(at.spec.parent());
      if (at.region.isWithin(owner)) {
        best = at;
      }
    }
    return best;
  }

  /** Checks who calls, lets others go first, and gives the task whose code runs. */
  TaskRecord enter(OpKind kind, long resource) {
    if (ended || !requireStrand().isCurrent()) {
      throw wrongStrand(kind);
    }
    TaskRecord running = innermost();
    running.schedulingPoint(kind, resource);
    if (running.points.isCleanupExpired()) {
      throw running.points.cleanupExceeded();
    }
    return running;
  }

  private CxUsageException wrongStrand(OpKind kind) {
    String why =
        ended
            ? " has ended, and its Cx was used for " + kind + "."
            : " was used for " + kind + " from another strand.";
    return new CxUsageException(
        ErrorCode.WRONG_STRAND,
        "The Cx of " + label() + why + " A Cx belongs to one task while that runs: use the Cx that the running"
            + " body was given.");
  }

  void inside(@Nullable Region opened, @Nullable TaskRecord bodyOfIt) {
    assert region.lock().isHeld();
    inside = opened;
    innermost = bodyOfIt;
  }

  @Nullable Region inside() {
    return inside;
  }

  /** Only the innermost changes: a finalizer runs in place of the body. */
  void innermost(@Nullable TaskRecord running) {
    innermost = running;
  }

  // --- state, with the lock of the region ------------------------------------------------------------------

  private void advance(TaskState next) {
    assert region.lock().isHeld();
    TaskState from = state;
    if (!from.allows(next)) {
      throw new CxBugException(
          ErrorCode.INTERPRETATION_FAILED, label() + " cannot go from " + from + " to " + next + ".");
    }
    state = next;
    if (kernel().observers().want(Hook.TASK_STATE)) {
      kernel().observers().taskState(info(), from, next);
    }
  }

  /** Merges a request; true if that changed anything and the strand must be woken. Rules: 4.5, 5.6. */
  boolean requested(CancelReason asked, long dueNanos) {
    if (decided) {
      return false;
    }
    CancelReason had = reason;
    CancelReason now = had == null ? asked : had.strengthen(asked);
    if (now.equals(had)) {
      return false;
    }
    advance(had == null || !state.isCancelling() ? TaskState.CANCEL_REQUESTED : state);
    reason = now;
    if (had == null) {
      points.cleanupDue(Math.min(points.cleanupDueNanos(), dueNanos));
    }
    if (kernel().observers().want(Hook.CANCEL_REQUESTED)) {
      kernel().observers().tell(Hook.CANCEL_REQUESTED, o -> o.onCancelRequested(info(), now));
    }
    BlockingSection call = blocking;
    if (call != null) {
      call.cancelled(now.kind());
    }
    return true;
  }

  void interrupt() {
    Strand own = strand;
    if (own != null) {
      own.interrupt();
    }
  }

  void abandon() {
    Strand own = strand;
    if (own != null) {
      own.abandon();
    }
  }

  StackTraceElement[] stackTrace() {
    Strand own = strand;
    return own == null ? new StackTraceElement[0] : own.stackTrace();
  }

  void wakeForCancel() {
    Strand own = strand;
    if (own != null) {
      own.lane(Lane.CANCEL, points.cleanupDueNanos());
      own.unpark();
    }
  }

  void start() {
    started = true;
    if (state == TaskState.CREATED) {
      advance(TaskState.RUNNING);
    }
    if (kernel().observers().want(Hook.START)) {
      kernel().observers().start(info());
    }
  }

  void acknowledgedAt(long dueNanos) {
    acknowledged = true;
    points.cleanupDue(dueNanos);
    if (state == TaskState.CANCEL_REQUESTED) {
      advance(TaskState.CANCELLING);
    }
    CancelReason told = Objects.requireNonNull(reason);
    if (kernel().observers().want(Hook.CANCEL_ACKNOWLEDGED)) {
      kernel().observers().tell(Hook.CANCEL_ACKNOWLEDGED, o -> o.onCancelAcknowledged(info(), told));
    }
  }

  /** The one snapshot from which both outcomes follow; requests that come later change nothing. D14. */
  Verdict decide(Outcome<?, ?> raw) {
    decided = true;
    if (deadlineAlarm != null) {
      deadlineAlarm.cancel();
    }
    if (state == TaskState.CANCELLING) {
      advance(TaskState.FINALIZING);
    }
    panicking = raw instanceof Outcome.Panicked;
    return Verdict.of(raw, reason, started && acknowledged);
  }

  boolean isDecided() {
    return decided;
  }

  /** Publishes the outcome. Returns who joined it, to be granted without the lock. */
  List<Waiter> complete(Verdict verdict) {
    recordOutcome = verdict.record();
    advance(TaskState.COMPLETED);
    region.tallyEnd(this, verdict.record());
    if (kernel().observers().want(Hook.END)) {
      kernel().observers().end(info(), verdict.record());
    }
    handleOutcome = verdict.handle();
    List<Waiter> waiting = joiners;
    joiners = null;
    return waiting == null ? List.of() : waiting;
  }

  /** On its own strand, when nothing of it runs any more. */
  void ended() {
    ended = true;
  }

  void addJoiner(Waiter joiner) {
    List<Waiter> list = joiners;
    if (list == null) {
      list = new ArrayList<>(1);
      joiners = list;
    }
    list.add(joiner);
  }

  void removeJoiner(Waiter joiner) {
    if (joiners != null) {
      joiners.remove(joiner);
    }
  }

  void deadlineAlarm(Alarm alarm) {
    deadlineAlarm = alarm;
  }

  void blocking(@Nullable BlockingSection call) {
    blocking = call;
  }

  /**
   * Its cleanup time is over. Code that cleans up, or is masked, gets an error from its next operation, at once
   * where it waits in one. Returns whether it must be reported, because nothing of that makes it end.
   */
  boolean expireCleanup() {
    Wait at = wait;
    points.cleanupDue(Clock.NEVER);
    boolean cleaning = acknowledged || reason == null || (at == null ? points.isMasked() : at.masked());
    if (cleaning) {
      points.expireCleanup();
    }
    boolean leavesByItself = cleaning && at != null;
    boolean report = !leavesByItself && !reportedStuck;
    reportedStuck |= report;
    return report;
  }

  // --- what others may ask ---------------------------------------------------------------------------------

  TaskState state() {
    return state;
  }

  @Nullable CancelReason reason() {
    return reason;
  }

  @Nullable Outcome<?, ?> recordOutcome() {
    return recordOutcome;
  }

  @Nullable Outcome<?, ?> handleOutcome() {
    return handleOutcome;
  }

  @Nullable Wait waiting() {
    return wait;
  }

  void waiting(@Nullable Wait now) {
    wait = now;
  }

  String progress() {
    return progress;
  }

  void progress(String word) {
    progress = word;
  }

  long spawnedNanos() {
    return spawnedNanos;
  }

  @Nullable CancelKind ownDeadline() {
    return spec.ownDeadline();
  }
}
