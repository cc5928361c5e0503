package dev.asupersync.kernel;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionBody;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.spi.OpKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a region, on the strand that runs its body: body, drain, finalizers, close. One strand drives it
 * from beginning to end, so the steps need no coordination beyond "the last one out wakes the closer".
 *
 * <p>Rules: D11, D13, 1.18, 5.24 to 5.30.
 */
final class RegionRun<T extends @Nullable Object, E extends Exception> {

  private final Region region;
  private final TaskRecord body;

  private RegionRun(Region region, TaskRecord body) {
    this.region = region;
    this.body = body;
  }

  /** Runs an admitted region to its end. */
  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(
      Region region, TaskRecord body, RegionScope<E> scope, RegionBody<T, E> code) {
    return new RegionRun<T, E>(region, body).run(scope, code);
  }

  private Outcome<T, E> run(RegionScope<E> scope, RegionBody<T, E> code) {
    region.lock().lock();
    try {
      region.body(body);
      region.admit(body, true);
      body.start();
      Cancellation.reachLate(region, body);
    } finally {
      region.lock().unlock();
    }
    Outcome<?, ?> raw = TaskRun.outcomeOf(region.spec().errorType(), () -> code.run(scope));
    body.requireStrand().returning();
    TaskRun.finish(body, raw);
    beginClose();
    drain();
    CancelReason outside = runFinalizers();
    Outcome<T, E> outcome = outcome(outside);
    close(outcome);
    return outcome;
  }

  /** Rule: D11. */
  private void beginClose() {
    Outcome<?, ?> ended = Objects.requireNonNull(body.recordOutcome());
    switch (ended) {
      case Outcome.Ok<?, ?> _ -> {
        region.lock().lock();
        try {
          if (region.state() == RegionState.OPEN) {
            region.advance(RegionState.CLOSING);
          }
        } finally {
          region.lock().unlock();
        }
      }
      case Outcome.Cancelled<?, ?>(CancelReason reason) ->
          Cancellation.cancel(region, Cancellation.stamped(reason, region), false);
      case Outcome.Err<?, ?> _, Outcome.Panicked<?, ?> _ ->
          Cancellation.cancel(region, TaskRun.failFast(body, ended), false);
    }
  }

  /** Whether tasks have ended already is seen by nobody else, so the wait for them is a step in any case. */
  private void drain() {
    if (region.hadTasks()) {
      body.schedulingPoint(OpKind.REGION_CLOSE, region.id().value());
    }
    while (true) {
      Waiter closer = new Waiter(body);
      region.lock().lock();
      try {
        if (region.isQuiet()) {
          region.closer(null);
          return;
        }
        if (region.state() == RegionState.CLOSING) {
          region.advance(RegionState.DRAINING);
        }
        region.closer(closer);
      } finally {
        region.lock().unlock();
      }
      closer.await(
          OpKind.REGION_CLOSE, region.id().value(), Waiter.Patience.FOR_EVER, new Live(region), () -> {});
    }
  }

  /** What a closing region waits for. */
  record Live(Region region) implements Wait.Subject {

    @Override
    public String what() {
      return region.label() + " to become quiet";
    }

    @Override
    public List<TaskId> heldUpBy() {
      Set<TaskId> held = new LinkedHashSet<>();
      region.lock().lock();
      try {
        region.tasks().forEach(task -> held.add(task.id()));
        for (Region child : region.children()) {
          TaskRecord opener = child.opener();
          if (opener != null) {
            held.add(opener.id());
          }
        }
      } finally {
        region.lock().unlock();
      }
      return List.copyOf(held);
    }
  }

  /** Runs them all, last registered first. Returns why the region was cancelled from outside, if it was. */
  private @Nullable CancelReason runFinalizers() {
    CancelReason outside;
    region.lock().lock();
    try {
      region.advance(RegionState.FINALIZING);
      outside = region.outsideReason();
    } finally {
      region.lock().unlock();
    }
    for (Region.Registered next = nextFinalizer(); next != null; next = nextFinalizer()) {
      FinalizerRun.run(region, body, next);
    }
    return outside;
  }

  private Region.@Nullable Registered nextFinalizer() {
    region.lock().lock();
    try {
      return region.nextFinalizer();
    } finally {
      region.lock().unlock();
    }
  }

  /** Rule: D13. */
  @SuppressWarnings("unchecked") // the body and every task of this region are typed by its E
  private Outcome<T, E> outcome(@Nullable CancelReason outside) {
    Throwable panic;
    Exception error;
    region.lock().lock();
    try {
      panic = region.failures().panic();
      error = region.failures().error();
    } finally {
      region.lock().unlock();
    }
    if (panic != null) {
      return new Outcome.Panicked<>(panic);
    }
    if (outside != null) {
      return new Outcome.Cancelled<>(outside);
    }
    if (error != null && region.spec().policy() == Policy.FAIL_FAST) {
      return new Outcome.Err<>((E) error);
    }
    return (Outcome<T, E>) Objects.requireNonNull(body.handleOutcome());
  }

  private void close(Outcome<T, E> outcome) {
    region.opened().forEach(Owned::closeWithRegion);
    region.lock().lock();
    try {
      region.closed(outcome);
    } finally {
      region.lock().unlock();
    }
    body.ended();
    Region parent = region.parent();
    TaskRecord opener = region.opener();
    if (parent != null && opener != null) {
      parent.lock().lock();
      try {
        opener.inside(null, null);
        parent.unlink(region);
      } finally {
        parent.lock().unlock();
      }
      opener.budget().chargeFor(
          body.budget(), region.spec().budget().pollQuota(), region.spec().budget().costQuota());
    }
  }
}
