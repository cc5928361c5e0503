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
import java.util.Objects;
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
    announce(task, OpKind.END, task.id().value());
    finish(task, raw);
    task.ended();
  }

  /** Lets others go first before something that the end of a task does for it. */
  static void announce(TaskRecord task, OpKind kind, long resource) {
    try {
      task.schedulingPoint(kind, resource);
    } catch (Throwable unwinding) {
      // The interpretation is taking everything down; the record must be finished all the same.
      assert unwinding != null;
    }
  }

  /** Resolves what the task still holds, publishes how it ended, and takes it out of its region. */
  static void finish(TaskRecord task, Outcome<?, ?> raw) {
    Region region = task.region();
    Verdict verdict;
    Holdings holdings;
    Ending ending;
    region.lock().lock();
    try {
      if (task.isDecided()) {
        return;
      }
      verdict = task.decide(raw);
      holdings = task.sealHoldings();
      ending = holdings == null ? publish(task, verdict) : null;
    } finally {
      region.lock().unlock();
    }
    if (holdings != null) {
      verdict = LeakAudit.settle(task, holdings, verdict);
      holdings.closeEnds(task);
      region.lock().lock();
      try {
        ending = publish(task, verdict);
      } finally {
        region.lock().unlock();
      }
    }
    Objects.requireNonNull(ending).joiners().forEach(Waiter::grant);
    if (ending.cancelsOthers()) {
      Cancellation.cancel(region, failFast(task, verdict.record()), false);
      unlink(region, task);
    }
  }

  /**
   * What is left to do when the outcome is published.
   *
   * @param cancelsOthers whether this end cancels the rest of the region; it stays linked until that is done
   */
  private record Ending(List<Waiter> joiners, boolean cancelsOthers) {}

  private static Ending publish(TaskRecord task, Verdict verdict) {
    Region region = task.region();
    Outcome<?, ?> record = verdict.record();
    boolean panicked = record instanceof Outcome.Panicked;
    boolean failed = panicked || record instanceof Outcome.Err;
    boolean cancelsOthers =
        failed && region.spec().policy() == Policy.FAIL_FAST && region.state() != RegionState.FINALIZING;
    if (cancelsOthers || panicked) {
      region.failures().add(record);
    }
    List<Waiter> joiners = task.complete(verdict);
    if (!cancelsOthers) {
      region.unlink(task);
    }
    return new Ending(joiners, cancelsOthers);
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
