package dev.asupersync.kernel;

import dev.asupersync.BlockingCall;
import dev.asupersync.BlockingOptions;
import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Outcome;
import dev.asupersync.RegionBody;
import dev.asupersync.RegionId;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskId;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.IoOp;
import dev.asupersync.obligation.Lease;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.Transaction;
import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Cx} of a task: who may do it, let others go first, then do it. Used while the task is inside a
 * region that it opened, it means the body of that region.
 */
final class TaskCx implements Cx {

  private final TaskRecord task;
  private final Set<Capability> capabilities;

  TaskCx(TaskRecord task, Set<Capability> capabilities) {
    this.task = task;
    this.capabilities = capabilities;
  }

  /** The task behind what a program handed in; a mock, or a wrapper that hides it, is refused. */
  static TaskCx of(Checkpoints cx) {
    if (cx instanceof TaskCx known) {
      return known;
    }
    throw new CxUsageException(
        ErrorCode.FOREIGN_CX,
        "A primitive of the runtime was given a " + cx.getClass().getName()
            + ", which is a mock or a wrapper and belongs to no task. Mock the primitive as well, hand in the Cx"
            + " that the body was given, or run the test in the lab.");
  }

  TaskRecord task() {
    return task;
  }

  TaskRecord enter(OpKind kind, long resource) {
    return task.enter(kind, resource);
  }

  TaskRecord enter(OpKind kind, long resource, Capability needed) {
    if (!capabilities.contains(needed)) {
      throw new CxUsageException(
          ErrorCode.CAPABILITY_MISSING,
          task.label() + " called " + kind + ", which needs " + needed + "; its Cx allows " + capabilities
              + ". Hand it a Cx that was not restricted that far.");
    }
    return task.enter(kind, resource);
  }

  @Override
  public TaskId taskId() {
    return task.innermost().id();
  }

  @Override
  public RegionId regionId() {
    return task.innermost().region().id();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.copyOf(capabilities);
  }

  @Override
  public Cx restrict(Set<Capability> keep) {
    EnumSet<Capability> less = EnumSet.noneOf(Capability.class);
    less.addAll(capabilities);
    less.retainAll(keep);
    return new TaskCx(task, less);
  }

  @Override
  public void checkpoint() {
    enter(OpKind.CHECKPOINT, task.id().value()).points().checkpoint();
  }

  @Override
  public void checkpoint(String word) {
    TaskRecord running = enter(OpKind.CHECKPOINT, task.id().value());
    running.progress(word);
    running.points().checkpoint();
  }

  @Override
  public boolean isCancelRequested() {
    return task.innermost().reason() != null;
  }

  @Override
  public Optional<CancelReason> cancelReason() {
    return Optional.ofNullable(task.innermost().reason());
  }

  @Override
  public Mask mask() {
    return new OpenMask(task.enter(OpKind.CHECKPOINT, task.id().value()));
  }

  @Override
  public Budget budget() {
    return task.innermost().budget().budget();
  }

  @Override
  public void spend(long units) {
    if (units < 0) {
      throw new IllegalArgumentException("spend(" + units + "): units must be 0 or more.");
    }
    TaskRecord running = enter(OpKind.CHECKPOINT, task.id().value());
    running.points().pass();
    if (!running.budget().spend(units)) {
      Cancellation.exhausted(running, CancelKind.COST_BUDGET);
      running.points().pass();
    }
  }

  @Override
  public Instant now() {
    return clock().instant(nanoTime());
  }

  @Override
  public long nanoTime() {
    enter(OpKind.CLOCK, 0, Capability.TIME);
    return clock().nanos();
  }

  private Clock clock() {
    return task.kernel().clock();
  }

  @Override
  public void sleep(Duration time) {
    TaskRecord running = enter(OpKind.SLEEP, 0, Capability.TIME);
    sleep(running, Clock.plus(clock().nanos(), time));
  }

  @Override
  public void sleepUntil(Instant time) {
    TaskRecord running = enter(OpKind.SLEEP, 0, Capability.TIME);
    sleep(running, clock().nanos(time));
  }

  private void sleep(TaskRecord running, long untilNanos) {
    running.points().pass();
    if (untilNanos <= clock().nanos()) {
      return;
    }
    Waiter waiter = new Waiter(running);
    Alarm alarm =
        untilNanos == Clock.NEVER
            ? () -> true
            : task.kernel().interpretation().alarm(untilNanos, waiter::grant);
    waiter.await(
        OpKind.SLEEP, 0, Waiter.Patience.UNTIL_CANCELLED, new Until(untilNanos, clock()), alarm::cancel);
  }

  @Override
  public <R extends @Nullable Object> Case<R> after(Duration time, Supplier<? extends R> then) {
    enter(OpKind.CLOCK, 0, Capability.TIME);
    return new Ring<>(task.kernel(), Clock.plus(clock().nanos(), time), then);
  }

  @Override
  public <R extends @Nullable Object> R select(List<? extends Case<? extends R>> cases) {
    return Choice.first(enter(OpKind.SELECT, 0), cases);
  }

  @Override
  public IoOp beginIo(String what, Runnable onAbort) {
    TaskRecord running = enter(OpKind.PROMISE, task.id().value(), Capability.IO);
    return new OwnPromise(promising(running), ObligationKind.IO_OP, what, onAbort).begun();
  }

  @Override
  public Transaction beginTransaction(String what, Runnable rollback) {
    TaskRecord running = enter(OpKind.PROMISE, task.id().value());
    return new OwnPromise(promising(running), ObligationKind.TRANSACTION, what, rollback).begun();
  }

  @Override
  public Lease lease(String what, Duration time) {
    TaskRecord running = enter(OpKind.PROMISE, task.id().value(), Capability.TIME);
    TimedLease lease = new TimedLease(promising(running), what, time);
    lease.reserved();
    return lease;
  }

  private static TaskRecord promising(TaskRecord running) {
    running.pass();
    running.checkReservable();
    return running;
  }

  private record Until(long nanos, Clock clock) implements Wait.Subject {

    @Override
    public String what() {
      return "sleep until " + (nanos == Clock.NEVER ? "the end of time" : clock.instant(nanos).toString());
    }

    @Override
    public List<TaskId> heldUpBy() {
      return List.of();
    }
  }

  @Override
  public RandomGenerator random() {
    return enter(OpKind.RANDOM, task.id().value(), Capability.RANDOM).randomness().stream();
  }

  @Override
  public long randomLong() {
    return random().nextLong();
  }

  @Override
  public void trace(String message) {
    TaskRecord running = enter(OpKind.TRACE, 0, Capability.TRACE);
    Observers observers = task.kernel().observers();
    if (observers.want(Hook.TRACE)) {
      observers.tell(Hook.TRACE, o -> o.onTrace(running.info(), message));
    }
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T blocking(BlockingCall<T, X> call) throws X {
    return blocking(BlockingOptions.DEFAULT, call);
  }

  @Override
  public <T extends @Nullable Object, X extends Exception> T blocking(
      BlockingOptions options, BlockingCall<T, X> call) throws X {
    TaskRecord running = enter(OpKind.BLOCKING, task.id().value(), Capability.IO);
    running.points().pass();
    return new BlockingSection(running, options).run(call);
  }

  @Override
  public <T extends @Nullable Object> Outcome<T, RuntimeException> region(RegionBody<T, RuntimeException> body) {
    return open(null, RegionOptions.DEFAULT, body);
  }

  @Override
  public <T extends @Nullable Object> Outcome<T, RuntimeException> region(
      RegionOptions options, RegionBody<T, RuntimeException> body) {
    return open(null, options, body);
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> Outcome<T, E> region(
      Class<E> errorType, RegionBody<T, E> body) {
    return open(errorType, RegionOptions.DEFAULT, body);
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> Outcome<T, E> region(
      Class<E> errorType, RegionOptions options, RegionBody<T, E> body) {
    return open(errorType, options, body);
  }

  private <T extends @Nullable Object, E extends Exception> Outcome<T, E> open(
      @Nullable Class<E> errorType, RegionOptions options, RegionBody<T, E> code) {
    TaskRecord running = enter(OpKind.REGION_OPEN, task.innermost().region().id().value(), Capability.SPAWN);
    running.points().pass();
    return Opening.under(running, capabilities, errorType, options, code);
  }

  /** A mask while it is open. */
  private static final class OpenMask implements Mask {

    private final TaskRecord masked;
    private boolean open = true;

    OpenMask(TaskRecord masked) {
      this.masked = masked;
      masked.points().mask();
    }

    @Override
    public void close() {
      if (open) {
        if (!masked.requireStrand().isCurrent()) {
          throw new CxUsageException(
              ErrorCode.WRONG_STRAND,
              "A mask of " + masked.label() + " was closed on another strand. Close it where it was opened.");
        }
        open = false;
        masked.points().unmask();
      }
    }
  }
}
