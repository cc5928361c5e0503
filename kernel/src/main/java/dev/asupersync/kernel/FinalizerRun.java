package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.Outcome;
import dev.asupersync.Tier;
import dev.asupersync.spi.observe.Hook;
import org.jspecify.annotations.Nullable;

/**
 * One finalizer: a task of the closing region, on the strand that closes it, masked, with a budget of its own.
 *
 * <p>Rules: 2.25, 5.24 to 5.30.
 */
final class FinalizerRun {

  private FinalizerRun() {}

  static void run(Region region, TaskRecord body, Region.Registered registered) {
    Kernel kernel = region.kernel();
    KernelSettings settings = kernel.settings();
    TaskRecord task =
        new TaskRecord(
            region,
            new TaskSpec(
                "finalizer", Tier.FIBER, body, true, true, body.spec().capabilities(), Budget.DEFAULT, null,
                body.randomness().fork()));
    begin(region, task, settings);
    tell(region, registered, null);
    Outcome<?, ?> raw =
        TaskRun.outcomeOf(
            null,
            () -> {
              task.points().mask();
              registered.finalizer().run(new TaskCx(task, body.spec().capabilities()));
              return null;
            });
    task.requireStrand().returning();
    TaskRun.finish(task, raw);
    task.ended();
    tell(region, registered, raw);
    end(region);
  }

  private static void begin(Region region, TaskRecord task, KernelSettings settings) {
    long due = Clock.plus(region.kernel().clock().nanos(), settings.finalizerTime());
    task.points().startCleanup(null, settings.finalizerPolls(), Budget.DEFAULT.priority());
    region.lock().lock();
    try {
      region.admit(task, true);
      task.start();
      task.points().cleanupDue(due);
      region.watchCleanup(due);
      inOpener(region, task);
    } finally {
      region.lock().unlock();
    }
  }

  private static void end(Region region) {
    region.lock().lock();
    try {
      inOpener(region, null);
    } finally {
      region.lock().unlock();
    }
  }

  /** A Cx from further out, used in the finalizer, is this task while it runs. */
  private static void inOpener(Region region, @Nullable TaskRecord running) {
    TaskRecord opener = region.opener();
    if (opener != null) {
      opener.innermost(running);
    }
  }

  private static void tell(Region region, Region.Registered registered, @Nullable Outcome<?, ?> outcome) {
    Observers observers = region.kernel().observers();
    if (!observers.want(Hook.FINALIZER)) {
      return;
    }
    region.lock().lock();
    try {
      if (outcome == null) {
        observers.tell(Hook.FINALIZER, o -> o.onFinalizerStarted(region.info(), registered.number()));
      } else {
        observers.tell(Hook.FINALIZER, o -> o.onFinalizerEnded(region.info(), registered.number(), outcome));
      }
    } finally {
      region.lock().unlock();
    }
  }
}
