package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much happen at once and no more, so that one slow thing does not take everything. Calls that find
 * no room wait in line, for a while; when the line is full they are refused at once.
 *
 * <p>The line is first come, first served: a heavy call at its head holds up the light ones behind it, and
 * nobody overtakes. Cancellation: a cancel point while waiting, and {@code CancelledError} then; what was
 * granted meanwhile goes to the next in line. While running, as the program that is called. Rule: 8.20.
 */
public final class Bulkhead {

  private final BulkheadPolicy policy;
  private final Semaphore room;
  private final AtomicInteger waiting = new AtomicInteger();

  private Bulkhead(BulkheadPolicy policy, Semaphore room) {
    this.policy = policy;
    this.room = room;
  }

  /** A bulkhead that the region of {@code scope} owns; any task may call through it. */
  public static Bulkhead open(Scope<?> scope, BulkheadPolicy policy) {
    return new Bulkhead(policy, scope.open(Semaphore.of(policy.concurrent()).named("bulkhead")));
  }

  /** {@code bulkhead.call(cx, IOException.class, c -> fetch(c, url))}. */
  public <T extends @Nullable Object, E extends Exception> Admission<T, E> call(
      Cx cx, Class<E> errorType, Task<T, ? extends E> program) {
    return call(cx, errorType, 1, program);
  }

  /** A call that takes as much room as {@code weight} others. Errors: CX-3301 for less than 1. */
  public <T extends @Nullable Object, E extends Exception> Admission<T, E> call(
      Cx cx, Class<E> errorType, int weight, Task<T, ? extends E> program) {
    BadPolicy.require(weight >= 1, "A call of weight " + weight + " takes no room. Give it 1 or more.");
    if (weight > policy.concurrent()) {
      return refused("a call of weight " + weight + " never has room among " + policy.concurrent());
    }
    Optional<SemaphorePermit> granted = room.tryAcquire(cx, weight);
    if (granted.isEmpty()) {
      if (waiting.incrementAndGet() > policy.queue()) {
        waiting.decrementAndGet();
        return refused(policy.queue() + " calls are waiting already");
      }
      try {
        granted = room.tryAcquire(cx, weight, policy.patience());
      } finally {
        waiting.decrementAndGet();
      }
    }
    if (granted.isEmpty()) {
      return refused("there was no room within " + policy.patience());
    }
    try (SemaphorePermit _ = granted.get()) {
      return new Admission.Ran<>(Enclosure.run(cx, errorType, RegionOptions.named("bulkhead"), program));
    }
  }

  private static <T extends @Nullable Object, E extends Exception> Admission<T, E> refused(String why) {
    return new Admission.Refused<>(new Refusal(why, Duration.ZERO));
  }

  /** How many calls wait now. Any thread. */
  public int waiting() {
    return waiting.get();
  }
}
