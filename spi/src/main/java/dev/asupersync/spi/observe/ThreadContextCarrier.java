package dev.asupersync.spi.observe;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link ThreadContext} into tasks: each has what was current where it was spawned, the root of a program
 * and its finalizers what was current where the program was run. The body and the finalizers of any other region run
 * on the strand that opened it, and have what is current there. When a task has ended its strand has again what it
 * had before, however it ended.
 *
 * <p>What the context throws is logged once, and that task goes without.
 */
public final class ThreadContextCarrier implements RuntimeObserver {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.spi");

  /** A task that carries something. {@code thread} and {@code leave} are set by the strand that runs it. */
  private static final class Carrying {

    private final long run;
    private final ThreadContext.Carried carried;
    private @Nullable Thread thread;
    private Runnable leave = () -> {};

    Carrying(long run, ThreadContext.Carried carried) {
      this.run = run;
      this.carried = carried;
    }
  }

  private final String what;
  private final ThreadContext context;
  private final Map<Long, ThreadContext.Carried> callers = new ConcurrentHashMap<>();
  private final Map<RegionId, ThreadContext.Carried> roots = new ConcurrentHashMap<>();
  private final Map<TaskId, Carrying> tasks = new ConcurrentHashMap<>();
  private final AtomicBoolean complained = new AtomicBoolean();

  private ThreadContextCarrier(String what, ThreadContext context) {
    this.what = what;
    this.context = context;
  }

  /** For one runtime. {@code what} is what the log calls it. */
  public static ThreadContextCarrier of(String what, ThreadContext context) {
    return new ThreadContextCarrier(what, context);
  }

  @Override
  public Set<Hook> hooks() {
    return Set.of(Hook.RUN, Hook.REGION_OPENED, Hook.REGION_CLOSED, Hook.SPAWN, Hook.START, Hook.END);
  }

  @Override
  public void onRunStarted(long run) {
    capture().ifPresent(carried -> callers.put(run, carried));
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    ThreadContext.Carried carried = region.parent().isEmpty() ? callers.remove(region.run()) : null;
    if (carried != null) {
      roots.put(region.id(), carried);
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    roots.remove(region.id());
  }

  @Override
  public void onSpawn(TaskInfo task) {
    Optional<ThreadContext.Carried> carried =
        task.body() ? Optional.ofNullable(roots.get(task.region())) : capture();
    carried.ifPresent(found -> tasks.put(task.id(), new Carrying(task.run(), found)));
  }

  @Override
  public void onStart(TaskInfo task) {
    Carrying carrying = tasks.get(task.id());
    if (carrying != null) {
      carrying.leave = guarded(carrying.carried::enter, () -> {});
      carrying.thread = Thread.currentThread();
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Carrying carrying = tasks.remove(task.id());
    // What was abandoned is told to have ended by somebody else, and only its own thread could give anything back.
    if (carrying != null && Thread.currentThread().equals(carrying.thread)) {
      guarded(
          () -> {
            carrying.leave.run();
            return true;
          },
          false);
    }
  }

  /** What was taken down was not told to end. */
  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    callers.remove(run);
    tasks.values().removeIf(carrying -> carrying.run == run);
  }

  private Optional<ThreadContext.Carried> capture() {
    return guarded(context::capture, Optional.empty());
  }

  private <T> T guarded(Supplier<T> action, T otherwise) {
    try {
      return action.get();
    } catch (RuntimeException | LinkageError refusal) {
      if (complained.compareAndSet(false, true)) {
        LOG.log(System.Logger.Level.WARNING, what + " could not be carried into a task, which goes without.", refusal);
      }
      return otherwise;
    }
  }

  /** How many tasks and runs it holds something for; 0 between runs. */
  public int held() {
    return callers.size() + roots.size() + tasks.size();
  }
}
