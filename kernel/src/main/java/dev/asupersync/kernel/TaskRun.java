package dev.asupersync.kernel;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionState;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.PanicError;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Strand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task from the first instruction on its strand to the moment its region forgets it.
 *
 * <p>Rules: D2, D12, D14, D19, 4.8.
 */
final class TaskRun {

  private TaskRun() {}

  /** What is run; it may throw anything. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run() throws Exception;
  }

  /** What throwing means in a region that declares this error. Rule: D2. */
  static Outcome<?, ?> outcomeOf(@Nullable Class<? extends Exception> declared, Body body) {
    try {
      return new Outcome.Ok<@Nullable Object, Exception>(body.run());
    } catch (CancelledError cancelled) {
      return new Outcome.Cancelled<>(cancelled.reason());
    } catch (PanicError panic) {
      return new Outcome.Panicked<>(panic.getCause());
    } catch (Throwable thrown) {
      return declared != null && declared.isInstance(thrown)
          ? new Outcome.Err<>(declared.cast(thrown))
          : new Outcome.Panicked<>(thrown);
    }
  }

  /** The whole of a spawned task, on its strand. */
  static void run(TaskRecord task, Strand self, Body body) {
    Region region = task.region();
    task.strand(self);
    region.lock().lock();
    try {
      task.start();
    } finally {
      region.lock().unlock();
    }
    task.points().chargePoll();
    Outcome<?, ?> raw =
        outcomeOf(
            region.spec().errorType(),
            () -> {
              task.schedulingPoint(OpKind.START, task.id().value());
              return body.run();
            });
    try {
      task.schedulingPoint(OpKind.END, task.id().value());
    } catch (Throwable unwinding) {
      // The interpretation is taking everything down; the record must be finished all the same.
      assert unwinding != null;
    }
    finish(task, raw);
    task.ended();
  }

  /** Resolves what the task still holds, publishes how it ended, and takes it out of its region. */
  static void finish(TaskRecord task, Outcome<?, ?> raw) {
    Region region = task.region();
    Verdict verdict;
    region.lock().lock();
    try {
      if (task.isDecided()) {
        return;
      }
      verdict = task.decide(raw);
      task.cancelDeadlineAlarm();
    } finally {
      region.lock().unlock();
    }
    verdict = LeakAudit.settle(task, verdict);
    task.holdings().closeEnds();
    Outcome<?, ?> record = verdict.record();
    boolean failed = record instanceof Outcome.Err || record instanceof Outcome.Panicked;
    boolean cancelsOthers;
    List<Waiter> joiners;
    region.lock().lock();
    try {
      cancelsOthers =
          failed && region.spec().policy() == Policy.FAIL_FAST && region.state() != RegionState.FINALIZING;
      if (cancelsOthers || record instanceof Outcome.Panicked) {
        region.failures().add(record);
      }
      joiners = task.complete(verdict);
      if (!cancelsOthers) {
        region.unlink(task);
      }
    } finally {
      region.lock().unlock();
    }
    joiners.forEach(Waiter::grant);
    if (cancelsOthers) {
      Cancellation.cancel(region, failFast(task, record), false);
      unlink(region, task);
    }
  }

  private static void unlink(Region region, TaskRecord task) {
    region.lock().lock();
    try {
      region.unlink(task);
    } finally {
      region.lock().unlock();
    }
  }

  /** The request that a failure makes of everybody else in the region. Rule: D12. */
  static CancelReason failFast(TaskRecord failed, Outcome<?, ?> how) {
    String what =
        switch (how) {
          case Outcome.Err<?, ?>(Exception error) -> " failed: " + error;
          case Outcome.Panicked<?, ?>(Throwable cause) -> " panicked: " + cause;
          case Outcome.Ok<?, ?> _, Outcome.Cancelled<?, ?> _ -> " ended";
        };
    return CancelReason.of(CancelKind.FAIL_FAST)
        .withOrigin(
            Optional.of(failed.region().id()), Optional.of(failed.id()), failed.kernel().clock().nanos())
        .withMessage(failed.label() + what);
  }
}
