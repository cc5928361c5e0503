package dev.asupersync.lab.trace;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the trace: an observer that the scheduler also reports to. Synchronized, because a request to stop
 * may come from a thread outside the run.
 */
public final class TraceRecorder implements RuntimeObserver {

  private static final TraceBuffer[] NOWHERE = {};

  private final LongSupplier clock;
  private final long capacity;
  private TraceBuffer[] memory = {new TraceBuffer()};
  private @Nullable TraceFileWriter file;
  private volatile @Nullable TraceEar ear;
  private long size;
  private long lost;

  /**
   * An empty trace.
   *
   * @param clock virtual nanoseconds
   * @param capacity how many events are kept in memory; those after are only counted
   */
  public TraceRecorder(LongSupplier clock, long capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** What was recorded so far. */
  public synchronized LabTrace trace() {
    return new LabTrace(memory[0].toBytes(), size, lost);
  }

  /** Begins again with an empty trace. */
  public synchronized void reset() {
    memory = new TraceBuffer[] {new TraceBuffer()};
    size = 0;
    lost = 0;
  }

  /** Writes all that comes to this file, too; nothing for no longer. Whoever gives it finishes it. */
  public synchronized void alsoTo(@Nullable TraceFileWriter writer) {
    file = writer;
  }

  /** Asks {@code listener} of every event; nothing for nobody. No lock of this object is held then. */
  public void heardBy(@Nullable TraceEar listener) {
    ear = listener;
  }

  /** How many events were not kept in memory. */
  public synchronized long lost() {
    return lost;
  }

  /** All hooks that it writes down. */
  public static Set<Hook> ofEverything() {
    return EnumSet.complementOf(EnumSet.of(Hook.RUNTIME, Hook.RUN));
  }

  public void captured(long originNanos, long run) {
    write(TraceKind.CAPTURED, originNanos, run);
  }

  public void seeded(long seed) {
    write(TraceKind.RANDOM_SEED, seed);
  }

  public void chose(long task, long candidates, long chosen) {
    write(TraceKind.CHOICE, task, candidates, chosen);
  }

  public void aside(long task, String where) {
    write(TraceKind.ASIDE, where, task);
  }

  public void cut(String why) {
    write(TraceKind.CUT, why);
  }

  public void scheduled(long task) {
    write(TraceKind.SCHEDULE, task);
  }

  public void timeAdvanced(long from, long to, boolean forced) {
    write(TraceKind.TIME_ADVANCED, from, to, forced ? 1 : 0);
  }

  public void alarmSet(long alarm, long deadlineNanos) {
    write(TraceKind.ALARM_SET, alarm, deadlineNanos);
  }

  public void alarmFired(long alarm) {
    write(TraceKind.ALARM_FIRED, alarm);
  }

  public void alarmCancelled(long alarm) {
    write(TraceKind.ALARM_CANCELLED, alarm);
  }

  public void injected(long task, String fault) {
    write(TraceKind.FAULT_INJECTED, fault, task);
  }

  public void violation(String code) {
    write(TraceKind.VIOLATION, code);
  }

  @Override
  public Set<Hook> hooks() {
    return ofEverything();
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    write(TraceKind.REGION_OPENED, region.name(), region.id().value(),
        region.parent().map(RegionId::value).orElse(-1L), region.opener().map(TaskId::value).orElse(-1L));
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    write(TraceKind.REGION_STATE, region.id().value(), TraceCodes.of(from), TraceCodes.of(to));
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    write(TraceKind.REGION_CANCELLED, reason.explain(), region.id().value(), reason.kind().code());
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    write(TraceKind.REGION_CLOSED, error(outcome), region.id().value(), outcome.severity().code());
  }

  @Override
  public void onSpawn(TaskInfo task) {
    write(TraceKind.SPAWN, task.name(), task.id().value(), task.region().value(),
        task.parent().map(TaskId::value).orElse(-1L), task.body() ? 1 : 0);
  }

  @Override
  public void onStart(TaskInfo task) {
    write(TraceKind.START, task.id().value());
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    write(TraceKind.TASK_STATE, task.id().value(), TraceCodes.of(from), TraceCodes.of(to));
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    write(TraceKind.CANCEL_REQUESTED, reason.explain(), task.id().value(), reason.kind().code());
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    write(TraceKind.CANCEL_ACKNOWLEDGED, task.id().value(), reason.kind().code());
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    write(TraceKind.BUDGET_EXHAUSTED, task.id().value(), kind.code());
  }

  @Override
  public void onMask(TaskInfo task, int depth) {
    write(TraceKind.MASK, task.id().value(), depth);
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    write(TraceKind.END, error(outcome), task.id().value(), outcome.severity().code());
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    write(TraceKind.FINALIZER_REGISTERED, region.id().value(), finalizer);
  }

  @Override
  public void onFinalizerStarted(RegionInfo region, long finalizer) {
    write(TraceKind.FINALIZER_STARTED, region.id().value(), finalizer);
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    write(TraceKind.FINALIZER_ENDED, region.id().value(), finalizer, outcome.severity().code());
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    write(TraceKind.OBLIGATION_RESERVED, obligation.subject(), obligation.id().value(),
        obligation.holder().value(), obligation.region().value(), TraceCodes.of(obligation.kind()),
        obligation.resource());
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    write(TraceKind.OBLIGATION_TRANSFERRED, obligation.id().value(), obligation.holder().value(), from.value());
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    TraceKind kind = switch (state) {
      case COMMITTED -> TraceKind.OBLIGATION_COMMITTED;
      case ABORTED -> TraceKind.OBLIGATION_ABORTED;
      case LEAKED, RESERVED -> TraceKind.OBLIGATION_LEAKED;
    };
    write(kind, obligation.id().value(), obligation.holder().value());
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    write(TraceKind.OPERATION, task.id().value(), kind.code(), resource);
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    write(TraceKind.BLOCKED, task.id().value(), kind.code(), resource);
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    write(TraceKind.RESUMED, task.id().value(), kind.code(), resource);
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    write(TraceKind.USER_TRACE, message, task.id().value());
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    write(TraceKind.REGION_STUCK, region.id().value());
  }

  /** The class alone: a message may hold what differs from run to run, such as an identity hash. */
  private static String error(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> "";
      case Outcome.Err<?, ?>(var error) -> error.getClass().getName();
      case Outcome.Cancelled<?, ?>(var reason) -> reason.kind().toString();
      case Outcome.Panicked<?, ?>(var cause) -> cause.getClass().getName();
    };
  }

  private void write(TraceKind kind, long first) {
    TraceEar listener = ear;
    if (listener == null || listener.hears(kind, "", first)) {
      put(kind, first);
    }
  }

  private void write(TraceKind kind, long first, long second) {
    TraceEar listener = ear;
    if (listener == null || listener.hears(kind, "", first, second)) {
      put(kind, first, second);
    }
  }

  private void write(TraceKind kind, long first, long second, long third) {
    TraceEar listener = ear;
    if (listener == null || listener.hears(kind, "", first, second, third)) {
      put(kind, first, second, third);
    }
  }

  private void write(TraceKind kind, String text, long... numbers) {
    String kept = text.length() <= TraceFormat.MAX_TEXT_CHARS
        ? text
        : text.substring(0, TraceFormat.MAX_TEXT_CHARS) + "... (" + text.length() + " characters)";
    TraceEar listener = ear;
    if (listener == null || listener.hears(kind, kept, numbers)) {
      put(kind, kept, numbers);
    }
  }

  private synchronized void put(TraceKind kind, long first) {
    for (TraceBuffer target : begin(kind)) {
      target.signed(first);
    }
  }

  private synchronized void put(TraceKind kind, long first, long second) {
    for (TraceBuffer target : begin(kind)) {
      target.signed(first);
      target.signed(second);
    }
  }

  private synchronized void put(TraceKind kind, long first, long second, long third) {
    for (TraceBuffer target : begin(kind)) {
      target.signed(first);
      target.signed(second);
      target.signed(third);
    }
  }

  private synchronized void put(TraceKind kind, String text, long... numbers) {
    for (TraceBuffer target : begin(kind)) {
      for (long number : numbers) {
        target.signed(number);
      }
      target.text(text);
    }
  }

  /** Begins an event in each place where it goes. */
  private TraceBuffer[] begin(TraceKind kind) {
    long now = clock.getAsLong();
    TraceFileWriter to = file;
    boolean remembered = size < capacity;
    if (remembered) {
      size++;
      memory[0].begin(kind, now);
    } else {
      lost++;
    }
    if (to == null) {
      return remembered ? memory : NOWHERE;
    }
    TraceBuffer chunk = to.begin(kind, now);
    return remembered ? new TraceBuffer[] {memory[0], chunk} : new TraceBuffer[] {chunk};
  }
}
