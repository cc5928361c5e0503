package dev.asupersync.lab;

import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns. Guarantees that exactly one strand runs, that every choice is the strategy's, and that time
 * moves only here.
 *
 * <p>Locking: none. Every field belongs to the strand that has the baton; handing it on (a volatile write
 * and an unpark, or the start of a thread) makes what one strand wrote visible to the next. Other threads
 * put what they want into the {@link Inbox}. The choice is made inside the step, so a strand that is chosen
 * again goes on without a switch.
 *
 * <p>What is rare (inbox, limits, time that does not move, idle holders) hides behind one comparison: the
 * step count against {@code attention}.
 */
final class Baton {

  private static final VarHandle STEPS;

  static {
    try {
      STEPS = MethodHandles.lookup().findVarHandle(Baton.class, "steps", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final long maxSteps;
  private final long maxStepsWithoutTime;
  private final @Nullable TraceRecorder recorder;
  private final Distress distress;
  private final HolderWatch holders;
  private final Inbox inbox = new Inbox();
  private final RunQueue queue = new RunQueue();
  final VirtualTime time;
  private final ScheduleStrategy strategy;
  /** Nothing where nothing is injected; there before the first strand is. */
  @Nullable FaultInjector faults;
  private final Carrier carrier;
  private final boolean followed;
  private DecisionLog decisions;
  private volatile @Nullable LabStrand current;
  private CountDownLatch ended = new CountDownLatch(0);
  final Roster roster = new Roster();
  private int live;
  private long steps;
  private long attention;
  private long stepLimit;
  private long jumpAt;
  private long lookAt = Long.MAX_VALUE;
  private @Nullable CxViolationException refusal;

  Baton(Carrier carrier, LabConfig config, ScheduleStrategy strategy, @Nullable TraceRecorder recorder,
      Distress distress, HolderWatch holders) {
    this.carrier = carrier;
    this.maxSteps = Steps.orNever(config.maxSteps());
    this.maxStepsWithoutTime = Steps.orNever(config.maxStepsWithoutTime());
    this.strategy = strategy;
    this.followed = strategy.follows();
    this.decisions = DecisionLog.EMPTY;
    this.time = new VirtualTime(recorder, distress, this::chooseAlarm);
    this.recorder = recorder;
    this.distress = distress;
    this.holders = holders;
    holders.onReserved(inSteps -> {
      if (isHolder()) {
        lookAt = Math.min(lookAt, steps + inSteps);
        attention = Math.min(attention, lookAt);
      }
    });
  }

  // ---- what other threads may ask

  /** Virtual nanoseconds. */
  long now() {
    return time.now();
  }

  /** How many steps were made; another thread sees a recent number. */
  long steps() {
    return (long) STEPS.getOpaque(this);
  }

  /** Who has the baton. */
  @Nullable LabStrand current() {
    return current;
  }

  DecisionLog decisions() {
    return decisions;
  }

  Carrier carrier() {
    return carrier;
  }

  Distress distress() {
    return distress;
  }

  ScheduleStrategy strategy() {
    return strategy;
  }

  boolean isUnwinding() {
    return distress.stage() == Distress.Stage.UNWINDING;
  }

  private boolean isHolder() {
    LabStrand holder = current;
    return holder != null && holder.isCurrent();
  }

  // ---- the run

  /** Gives the baton to the first strand; the latch opens when every strand has ended. */
  CountDownLatch begin(StrandSpec spec, StrandBody body) {
    CountDownLatch latch = new CountDownLatch(1);
    ended = latch;
    decisions = new DecisionLog(strategy.minds(Lane.CANCEL), strategy.plan());
    steps = 0;
    attention = 0;
    stepLimit = maxSteps;
    jumpAt = maxStepsWithoutTime;
    LabStrand root = new LabStrand(this, spec, body);
    admit(root, null);
    current = root;
    root.giveTurn();
    return latch;
  }

  LabStrand start(StrandSpec spec, StrandBody body) {
    LabStrand strand = new LabStrand(this, spec, body);
    if (isHolder()) {
      admit(strand, current);
    } else if (ended.getCount() == 0) {
      throw new IllegalStateException(
          "No program runs in this lab, so \"" + spec.name() + "\" cannot start. Start strands from"
              + " within run.");
    } else {
      inbox.add(() -> admit(strand, null));
    }
    return strand;
  }

  private void admit(LabStrand strand, @Nullable LabStrand by) {
    live++;
    roster.add(strand);
    strand.path = by == null ? strand.number : SplitMix.mix(by.path + ++by.children);
    queue.add(strand);
    if (followed) {
      strategy.started(strand.number, number(by), strand.path);
    }
  }

  private static int number(@Nullable LabStrand strand) {
    return strand == null ? ScheduleStrategy.NOBODY : strand.number;
  }

  /** On its own thread, when its body is over. */
  void end(LabStrand strand) {
    if (current != strand) {
      return;
    }
    strand.ended = true;
    queue.remove(strand);
    roster.remove(strand);
    if (!strand.abandoned) {
      live--;
    }
    inbox.drain();
    if (live == 0) {
      finish();
    } else {
      LabStrand next = next(null);
      if (next != null) {
        give(next);
      }
    }
  }

  private void finish() {
    roster.forEach(left -> {
      left.ended = true;
      if (left.isRunnable()) {
        queue.remove(left);
      }
    });
    roster.clear();
    current = null;
    ended.countDown();
  }

  // ---- steps

  void step(LabStrand self, OpKind kind, long resource) {
    tick(self);
    self.operation = kind;
    self.resource = resource;
    self.resuming = false;
    LabStrand next = choose(self);
    if (next != self) {
      pass(self, next);
    }
  }

  void opened(LabStrand self, long resource, long capacity) {
    if (followed) {
      strategy.opened(self.number, resource, capacity);
    }
  }

  void park(LabStrand self) {
    tick(self);
    if (self.permit) {
      self.permit = false;
      return;
    }
    queue.remove(self);
    self.parkedAt = steps;
    LabStrand next = next(self);
    if (next == null) {
      throw self.refuse();
    }
    if (next != self) {
      pass(self, next);
    } else if (isUnwinding()) {
      throw self.refuse();
    }
  }

  void unpark(LabStrand strand) {
    if (isHolder()) {
      wake(strand, current);
    } else {
      inbox.add(() -> wake(strand, null));
    }
  }

  private void wake(LabStrand strand, @Nullable LabStrand by) {
    if (strand.isRunnable()) {
      strand.permit = true;
    } else if (!strand.ended) {
      strand.resuming = true;
      queue.add(strand);
      if (followed) {
        strategy.woken(strand.number, time.isRinging() ? ScheduleStrategy.NOBODY : number(by));
      }
    }
  }

  void lane(LabStrand strand, Lane lane) {
    if (!isHolder()) {
      inbox.add(() -> move(strand, lane));
    } else if (strand.lane != lane) {
      move(strand, lane);
    }
  }

  private void move(LabStrand strand, Lane lane) {
    if (followed && lane == Lane.CANCEL) {
      strategy.cancelled(strand.number);
    }
    if (!strategy.minds(lane)) {
      return;
    }
    if (strand.isRunnable()) {
      queue.remove(strand);
      strand.lane = lane;
      queue.add(strand);
    } else {
      strand.lane = lane;
    }
  }

  void abandon(LabStrand strand) {
    if (!isHolder()) {
      inbox.add(() -> giveUp(strand));
    } else {
      giveUp(strand);
    }
  }

  private void giveUp(LabStrand strand) {
    if (!strand.ended && !strand.abandoned) {
      strand.abandoned = true;
      live--;
      attention = 0;
    }
  }

  private void pass(LabStrand self, LabStrand next) {
    give(next);
    self.awaitTurn();
    if (isUnwinding()) {
      throw self.refuse();
    }
  }

  private void give(LabStrand next) {
    if (recorder != null) {
      recorder.scheduled(next.spec.task());
    }
    current = next;
    next.giveTurn();
  }

  private void tick(LabStrand self) {
    if (current != self) {
      throw self.refuse();
    }
    if (++steps >= attention || inbox.pending()) {
      attend(self);
    }
  }

  private LabStrand choose(@Nullable LabStrand self) {
    queue.turn(self);
    int candidates = queue.count();
    LabStrand strand;
    if (candidates == 1) {
      strand = queue.get(0);
    } else {
      int chosen = decide(DecisionKind.STRAND, queue);
      strand = queue.get(chosen);
      decisions.add(DecisionKind.STRAND, candidates, chosen, strand.spec.task());
    }
    if (followed) {
      strategy.stepped(strand.number, strand.operation, strand.resource, strand.resuming);
    }
    return strand;
  }

  private int decide(DecisionKind kind, Candidates candidates) {
    if (refusal != null) {
      return 0;
    }
    try {
      int chosen = strategy.choose(kind, candidates);
      if (chosen >= 0 && chosen < candidates.count()) {
        return chosen;
      }
      refusal = new CxViolationException(ErrorCode.SCHEDULE_DIVERGED, "The strategy \"" + strategy.describe()
          + "\" chose number " + chosen + " of " + candidates.count() + " candidates.");
    } catch (CxViolationException cannot) {
      refusal = cannot;
    }
    attention = 0;
    return 0;
  }

  /**
   * The one that goes on when {@code self} cannot: moves time until there is one. Nothing: the run is over.
   */
  private @Nullable LabStrand next(@Nullable LabStrand self) {
    while (queue.isEmpty()) {
      if (live == 0) {
        finish();
        return null;
      }
      if (inbox.pending()) {
        inbox.drain();
      } else if (time.isPending()) {
        jump(false);
      } else {
        strategy.broken();
        distress.stalled(Distress.when(steps, time.now()), roster.all());
        stageChanged();
      }
    }
    return choose(self);
  }

  // ---- what is rare

  private void attend(LabStrand self) {
    inbox.drain();
    if (live == 0) {
      finish();
      throw self.refuse();
    }
    if (isUnwinding()) {
      throw self.refuse();
    }
    if (refusal != null && distress.stage() == Distress.Stage.RUNNING) {
      strategy.broken();
      distress.failed(ErrorCode.SCHEDULE_DIVERGED, String.valueOf(refusal.getMessage()));
      stageChanged();
    }
    if (steps >= stepLimit) {
      strategy.broken();
      distress.exhausted(Distress.when(steps, time.now()), maxSteps, roster.all());
      stageChanged();
    }
    time.ringWhatIsDue();
    if (time.isPending() && steps >= jumpAt) {
      jump(true);
    }
    if (steps >= lookAt) {
      lookAtHolders();
    }
    attention = Math.min(Math.min(stepLimit, lookAt), time.isPending() ? jumpAt : Long.MAX_VALUE);
    if (isUnwinding()) {
      throw self.refuse();
    }
  }

  void stageChanged() {
    stepLimit = maxSteps == Long.MAX_VALUE ? maxSteps : steps + maxSteps;
    if (isUnwinding()) {
      attention = 0;
      roster.forEach(strand -> {
        if (!strand.isRunnable()) {
          queue.add(strand);
        }
      });
    }
  }

  private void lookAtHolders() {
    HolderWatch.Idle idle = holders.longest(steps, roster.parked());
    lookAt = Long.MAX_VALUE;
    if (idle == null) {
      return;
    }
    if (idle.steps() <= holders.limit()) {
      lookAt = steps - idle.steps() + holders.limit() + 1;
      return;
    }
    strategy.broken();
    distress.idle(Distress.when(steps, time.now()), idle.task(), idle.steps(), holders.limit());
    stageChanged();
  }

  // ---- time

  Alarm alarm(long deadlineNanos, Runnable action) {
    LabAlarm alarm = new LabAlarm(this, deadlineNanos, action);
    if (deadlineNanos == Long.MAX_VALUE) {
      return alarm;
    }
    if (isHolder()) {
      set(alarm);
    } else {
      inbox.add(() -> set(alarm));
    }
    return alarm;
  }

  private void set(LabAlarm alarm) {
    if (alarm.isOver()) {
      return;
    }
    if (!time.isPending()) {
      jumpAt = Steps.sum(steps, maxStepsWithoutTime);
    }
    time.set(alarm);
    attention = alarm.deadlineNanos <= time.now() ? 0 : Math.min(attention, jumpAt);
  }

  /** It was cancelled. */
  void forget(LabAlarm alarm) {
    if (isHolder()) {
      time.drop(alarm);
    } else {
      inbox.add(() -> time.drop(alarm));
    }
  }

  private void jump(boolean forced) {
    jumpAt = time.jump(forced) ? Steps.sum(steps, maxStepsWithoutTime) : jumpAt;
  }

  /** A choice that is none between strands. */
  int choose(DecisionKind kind, Candidates among, long task) {
    int chosen = decide(kind, among);
    decisions.add(kind, among.count(), chosen, task);
    return chosen;
  }

  private int chooseAlarm(AlarmTies ties) {
    int chosen = decide(DecisionKind.ALARM, ties);
    decisions.add(DecisionKind.ALARM, ties.count(), chosen, ties.id(chosen));
    return chosen;
  }
}
