package dev.asupersync.kernel;

import dev.asupersync.Action;
import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Cx;
import dev.asupersync.Finalizer;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.Scope;
import dev.asupersync.Spec;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CxBugException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@link Scope} of a region: what its body can put into it. */
final class RegionScope<E extends Exception> implements Scope<E> {

  private final Region region;
  private final TaskRecord body;
  private final Set<Capability> capabilities;
  private final TaskCx cx;

  RegionScope(Region region, TaskRecord body, Set<Capability> capabilities) {
    this.region = region;
    this.body = body;
    this.capabilities = capabilities;
    this.cx = new TaskCx(body, capabilities);
  }

  @Override
  public <T extends @Nullable Object> TaskHandle<T, E> spawn(Task<T, ? extends E> code) {
    return spawn(TaskOptions.DEFAULT, code);
  }

  @Override
  public TaskHandle<@Nullable Void, E> launch(Action<? extends E> code) {
    return launch(TaskOptions.DEFAULT, code);
  }

  @Override
  public TaskHandle<@Nullable Void, E> launch(TaskOptions options, Action<? extends E> code) {
    return start(
        options,
        child -> {
          code.run(child);
          return null;
        });
  }

  @Override
  public <T extends @Nullable Object> TaskHandle<T, E> spawn(TaskOptions options, Task<T, ? extends E> code) {
    return start(options, code::run);
  }

  /** A body whatever it returns and throws. */
  @FunctionalInterface
  private interface Code {
    @Nullable Object run(Cx cx) throws Exception;
  }

  private <T extends @Nullable Object> TaskHandle<T, E> start(TaskOptions options, Code code) {
    Kernel kernel = region.kernel();
    TaskRecord spawner = cx.enter(OpKind.SPAWN, region.id().value(), Capability.SPAWN);
    Limits limits = limits(options);
    TaskRecord task =
        new TaskRecord(
            region,
            new TaskSpec(
                options.name(), options.tier(), spawner, false, false, capabilities, limits.budget(),
                limits.ownDeadline(), spawner.randomness().fork()));
    region.admit(spawner, () -> region.admit(task, false));
    long deadline = limits.deadlineNanos(kernel.clock());
    CancelKind kind = limits.ownDeadline();
    if (kind != null) {
      task.deadlineAlarm(
          kernel.interpretation().alarm(deadline, () -> Cancellation.exhausted(task, kind)));
    }
    begin(task, deadline, code);
    return new Handle<>(task, body);
  }

  private Limits limits(TaskOptions options) {
    return options.budget().equals(Budget.INFINITE) && options.timeout().isEmpty()
        ? region.inherited()
        : Limits.of(region.kernel().clock(), region.spec().budget(), options.budget(), options.timeout());
  }

  private void begin(TaskRecord task, long deadline, Code code) {
    Lane lane = deadline == Clock.NEVER ? Lane.READY : Lane.TIMED;
    StrandSpec spec = new StrandSpec(region.run(), task.id().value(), region.threadName(task), lane, deadline);
    TaskCx child = new TaskCx(task, capabilities);
    try {
      Strand strand =
          region.kernel().interpretation().start(spec, self -> TaskRun.run(task, self, () -> code.run(child)));
      task.strand(strand);
    } catch (Throwable refused) {
      CxBugException failure =
          new CxBugException(
              ErrorCode.INTERPRETATION_FAILED,
              "The runtime could not start " + task.label() + " of " + region.label() + ": " + refused
                  + ". Nothing of it has run. Spawn less at once, or give the process more memory.",
              refused);
      // Whoever spawned is told, and decides: the region and the siblings are not to blame.
      TaskRun.finish(
          task,
          new Outcome.Cancelled<>(
              CancelReason.of(CancelKind.RESOURCE_UNAVAILABLE).withMessage("no strand: " + refused)));
      throw failure;
    }
    if (task.reason() != null) {
      task.wakeForCancel();
    }
  }

  @Override
  public <R> R open(Spec<R> spec) {
    TaskRecord caller = cx.enter(OpKind.CHANNEL_OPEN, region.id().value());
    Primitives.Opened<R> opened = Primitives.open(region, spec);
    caller.requireStrand().opened(opened.thing().number(), opened.thing().capacity());
    region.admit(caller, () -> region.admit(opened.thing()));
    opened.leftovers().ifPresent(this::defer);
    return opened.face();
  }

  @Override
  public void defer(Finalizer finalizer) {
    TaskRecord caller = cx.enter(OpKind.DEFER, region.id().value());
    region.admit(caller, () -> region.admit(finalizer));
  }

  @Override
  public void cancel(CancelReason reason) {
    Strand own = body.requireStrand();
    if (own.isCurrent() && body.recordOutcome() == null) {
      body.innermost().schedulingPoint(OpKind.REGION_CANCEL, region.id().value());
    }
    Cancellation.cancel(region, Cancellation.stamped(reason, region), true);
  }

  @Override
  public Cx cx() {
    return cx;
  }

  @Override
  public RegionId id() {
    return region.id();
  }

  @Override
  public String toString() {
    return region.label();
  }
}
