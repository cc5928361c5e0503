package dev.asupersync.spi.observe;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.Tier;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import java.util.List;
import java.util.Set;

/**
 * Watches a runtime. Asked once which hooks it wants; each is called at the moment of the event, on the
 * strand or thread that made it.
 *
 * <p>Order: for one region and everything directly in it the calls are totally ordered, as the events were: a
 * region opens before anything in it, a task ends before its region closes. Calls may come while the runtime
 * holds the lock of that region, so an observer is quick, never blocks, and never calls the runtime. One that
 * throws is removed, once, loudly (CX-2303).
 *
 * <p>Every hook has a default that does nothing. Grows by default methods only.
 */
public interface RuntimeObserver {

  /** The hooks that it wants; asked once. */
  Set<Hook> hooks();

  /** What it has to say in a dump of the runtime: a few lines. Any thread, at any time; quick, and never blocks. */
  default List<String> notes() {
    return List.of();
  }

  /** The runtime is ready; {@code view} stays valid until {@link #onRuntimeClosed}. {@link Hook#RUNTIME}. */
  default void onRuntimeOpened(RuntimeView view) {}

  /** Nothing runs any more; flush what you hold. {@link Hook#RUNTIME}. */
  default void onRuntimeClosed() {}

  /** A program begins. {@link Hook#RUN}. */
  default void onRunStarted(long run) {}

  /** A program has ended and none of its strands is left. {@link Hook#RUN}. */
  default void onRunEnded(long run, Outcome<?, ?> outcome) {}

  default void onRegionOpened(RegionInfo region) {}

  default void onRegionState(RegionInfo region, RegionState from, RegionState to) {}

  /** The reason is the strengthened one; called for each change. */
  default void onRegionCancelled(RegionInfo region, CancelReason reason) {}

  default void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {}

  /** Admitted, not yet running. Also called for the body of a region. */
  default void onSpawn(TaskInfo task) {}

  /** On the task's own strand, before its body. Also for a region's body, on the strand that opened it. */
  default void onStart(TaskInfo task) {}

  default void onTaskState(TaskInfo task, TaskState from, TaskState to) {}

  /** The reason is the strengthened one; called for each change. */
  default void onCancelRequested(TaskInfo task, CancelReason reason) {}

  /** The task's code has been told, at a cancel point. */
  default void onCancelAcknowledged(TaskInfo task, CancelReason reason) {}

  /** A limit of the task's budget was reached: Deadline, PollQuota or CostBudget. {@link Hook#BUDGET}. */
  default void onBudgetExhausted(TaskInfo task, CancelKind kind) {}

  /** The depth after a mask was entered or left. */
  default void onMask(TaskInfo task, int depth) {}

  /** On the task's own strand, after its body and after its obligations were looked through. */
  default void onEnd(TaskInfo task, Outcome<?, ?> outcome) {}

  /** {@link Hook#FINALIZER}, here and below. */
  default void onFinalizerRegistered(RegionInfo region, long finalizer) {}

  default void onFinalizerStarted(RegionInfo region, long finalizer) {}

  default void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {}

  /** {@link Hook#OBLIGATION}, here and below. */
  default void onObligationReserved(ObligationInfo obligation) {}

  /** It has a new holder, the one in {@code obligation}. */
  default void onObligationTransferred(ObligationInfo obligation, TaskId from) {}

  default void onObligationResolved(ObligationInfo obligation, ObligationState state) {}

  /** About to do this, after the schedule point. */
  default void onOperation(TaskInfo task, OpKind kind, long resource) {}

  /** {@link Hook#WAIT}, here and below: the task cannot go on with this operation yet. */
  default void onBlocked(TaskInfo task, OpKind kind, long resource) {}

  default void onResumed(TaskInfo task, OpKind kind, long resource) {}

  default void onTrace(TaskInfo task, String message) {}

  /** A region did not end within its cleanup time (CX-2301). */
  default void onStuck(RegionInfo region, String report) {}

  /**
   * {@link Hook#TALLY}, here and below: what there is to count and to time, for observers that keep no account of
   * single tasks. Nothing is made for these calls. A task was admitted; bodies and finalizers are none.
   */
  default void onTallySpawn(Tier tier) {}

  /**
   * Such a task has ended: on its own strand, before {@link #onEnd}.
   *
   * @param spawnedNanos when it was spawned, on the interpretation's monotonic clock
   */
  default void onTallyEnd(
      RegionInfo region, TaskId task, String name, Tier tier, long spawnedNanos, Outcome<?, ?> outcome) {}

  /** An obligation came into this state; RESERVED is where each begins. */
  default void onTallyObligation(ObligationKind kind, ObligationState state) {}

  /** A task ended without resolving this. {@link Hook#LEAK}. */
  default void onObligationLeaked(ObligationInfo obligation) {}

  /**
   * A region has opened something of its own, which ends with it: {@code channel "orders"}. {@link Hook#OPENED}.
   *
   * @param resource the number by which operations on it are told
   */
  default void onOpened(RegionInfo region, long resource, String subject) {}

  /** Somebody was given the outcome of a task, after {@link #onEnd}. {@link Hook#JOINED}. */
  default void onJoined(TaskId task) {}
}
