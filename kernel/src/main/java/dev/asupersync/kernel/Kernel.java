package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionId;
import dev.asupersync.Task;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A runtime: the meaning of programs over one interpretation. Each run has a root region of its own, whose body
 * is the program.
 */
public final class Kernel implements CxRuntime, RuntimeView {

  private final String name;
  private final Interpretation interpretation;
  private final Observers observers;
  private final KernelSettings settings;
  private final Map<CancelKind, KernelSettings.Cleanup> cleanup;
  private final Clock clock;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong regions = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong obligations = new AtomicLong();
  private final AtomicLong finalizers = new AtomicLong();
  private final AtomicLong channels = new AtomicLong();

  private final KernelLock lock = new KernelLock();
  private final Set<Region> roots = new LinkedHashSet<>();
  private final Phaser running = new Phaser(1);
  private boolean closing;

  /** Held by the one that closes; a second waits for it. */
  private final ReentrantLock closingLock = new ReentrantLock();

  private boolean closed;

  private Kernel(String name, Wiring wiring, KernelSettings settings) {
    this.name = name;
    this.interpretation = wiring.interpretation();
    this.observers = new Observers(wiring.observers());
    this.settings = settings;
    this.cleanup = settings.cleanup();
    this.clock = new Clock(interpretation);
  }

  /**
   * Opens a runtime. It starts nothing before the first run.
   *
   * @param name what people call it: the name in {@code asupersync.runtime}
   */
  public static Kernel open(String name, Wiring wiring, KernelSettings settings) {
    Kernel kernel = new Kernel(name, wiring, settings);
    kernel.observers.tell(Hook.RUNTIME, o -> o.onRuntimeOpened(kernel));
    return kernel;
  }

  @Override
  public <T extends @Nullable Object> Outcome<T, RuntimeException> run(Task<T, RuntimeException> program) {
    return start(null, program);
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Class<E> errorType, Task<T, E> program) {
    return start(errorType, program);
  }

  private <T extends @Nullable Object, E extends Exception> Outcome<T, E> start(
      @Nullable Class<E> errorType, Task<T, E> program) {
    long run = runs.incrementAndGet();
    Limits limits =
        Limits.of(clock, Budget.INFINITE, settings.rootBudget(),
            Optional.of(settings.rootTimeout()).filter(time -> !time.isZero()));
    Region root =
        new Region(this, run, null, null,
            new RegionSpec("", Policy.FAIL_FAST, limits.budget(), limits.ownDeadline(), errorType));
    register(root);
    List<Outcome<T, E>> result = new ArrayList<>(1);
    Outcome<T, E> outcome;
    try {
      observers.tell(Hook.RUN, o -> o.onRunStarted(run));
      StrandSpec spec = new StrandSpec(run, 0, root.id() + " main", Lane.READY, limits.deadlineNanos(clock));
      interpretation.run(
          spec,
          strand -> result.add(runRoot(root, strand, limits, program)),
          () -> Cancellation.cancel(root, byUs(root, CancelReason.user("the calling thread was interrupted")), true));
      outcome = result.isEmpty() ? given(root) : result.getFirst();
    } catch (Throwable refused) {
      ended(root, new Outcome.Panicked<>(refused));
      throw refused;
    }
    ended(root, outcome);
    return outcome;
  }

  private void ended(Region root, Outcome<?, ?> outcome) {
    unregister(root);
    observers.tell(Hook.RUN, o -> o.onRunEnded(root.run(), outcome));
  }

  private <T extends @Nullable Object, E extends Exception> Outcome<T, E> runRoot(
      Region root, Strand strand, Limits limits, Task<T, E> program) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    TaskRecord body =
        new TaskRecord(
            root,
            new TaskSpec(
                "main", Tier.TASK, null, false, true, all, limits.budget(), null, interpretation.nextSeed()));
    body.strand(strand);
    announce(root);
    Opening.armDeadline(root, limits);
    body.points().chargePoll();
    RegionScope<E> scope = new RegionScope<>(root, body, all);
    return RegionRun.run(root, body, scope, _ -> program.run(scope.cx()));
  }

  private static void announce(Region root) {
    CancelReason early;
    root.lock().lock();
    try {
      early = root.announce();
    } finally {
      root.lock().unlock();
    }
    if (early != null) {
      Cancellation.cancel(root, early, true);
    }
  }

  /** The outcome of a run whose root did not return: it was given up, or never ran. */
  private <T extends @Nullable Object, E extends Exception> Outcome<T, E> given(Region root) {
    Throwable panic = root.failures().panic();
    return new Outcome.Panicked<>(
        panic != null
            ? panic
            : new CxUsageException(
                ErrorCode.INTERPRETATION_FAILED,
                "The interpretation \"" + name + "\" returned from run before the program had ended."));
  }

  private CancelReason byUs(Region root, CancelReason reason) {
    return Cancellation.stamped(reason, root);
  }

  private void register(Region root) {
    lock.lock();
    try {
      if (closing) {
        throw new CxUsageException(
            ErrorCode.RUNTIME_CLOSED,
            "The runtime \"" + name + "\" is closed and runs nothing more. Open a new one.");
      }
      roots.add(root);
      running.register();
    } finally {
      lock.unlock();
    }
  }

  private void unregister(Region root) {
    lock.lock();
    try {
      roots.remove(root);
    } finally {
      lock.unlock();
    }
    running.arriveAndDeregister();
  }

  private List<Region> roots() {
    lock.lock();
    try {
      return List.copyOf(roots);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public RuntimeDump dump() {
    return Dumps.of(name, clock, roots(), observers.notes());
  }

  @Override
  public boolean cancel(TaskId id, CancelReason reason) {
    for (Region root : roots()) {
      if (Cancellation.cancelIn(root, id, reason)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void shutdown(String message) {
    for (Region root : roots()) {
      CancelReason why = CancelReason.of(CancelKind.SHUTDOWN).withMessage(message);
      Cancellation.cancel(root, byUs(root, why), true);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
    } finally {
      lock.unlock();
    }
    shutdown("the runtime was closed");
    closingLock.lock();
    try {
      if (!closed) {
        running.arriveAndAwaitAdvance();
        closed = true;
        observers.tell(Hook.RUNTIME, o -> o.onRuntimeClosed());
        interpretation.close();
      }
    } finally {
      closingLock.unlock();
    }
  }

  // --- for the rest of the kernel --------------------------------------------------------------------------

  Interpretation interpretation() {
    return interpretation;
  }

  Observers observers() {
    return observers;
  }

  KernelSettings settings() {
    return settings;
  }

  KernelSettings.Cleanup cleanup(CancelKind kind) {
    return Objects.requireNonNull(cleanup.get(kind));
  }

  @Override
  public long epochNanos() {
    return clock.epochNanos();
  }

  @Override
  public long nanoTime() {
    return clock.nanos();
  }

  @Override
  public String describe() {
    return interpretation.describe();
  }

  @Override
  public OptionalLong seed() {
    return interpretation.seed();
  }

  Clock clock() {
    return clock;
  }

  RegionId nextRegionId() {
    return new RegionId(regions.getAndIncrement());
  }

  TaskId nextTaskId() {
    return new TaskId(tasks.getAndIncrement());
  }

  long nextObligationNumber() {
    return obligations.incrementAndGet();
  }

  long nextFinalizerNumber() {
    return finalizers.getAndIncrement();
  }

  long nextOwnedNumber() {
    return channels.incrementAndGet();
  }
}
