package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.Task;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets something happen so often and no more: a bucket of tokens that fills at a steady rate, from which each
 * call takes some. A call that finds too few waits in line, first come, first served; nobody overtakes, not
 * even one that needs fewer.
 *
 * <p>Cancellation: a cancel point while waiting, and {@code CancelledError} then; no token is lost. While
 * running, as the program that is called. Rule: 8.21.
 */
public final class RateLimit {

  private final RatePolicy policy;
  /** Who has it stands at the head of the line. */
  private final Semaphore head;
  private final TokenBucket bucket;

  private RateLimit(RatePolicy policy, Semaphore head, TokenBucket bucket) {
    this.policy = policy;
    this.head = head;
    this.bucket = bucket;
  }

  /** A rate limit that the region of {@code scope} owns, with a full bucket; any task may call through it. */
  public static RateLimit open(Scope<?> scope, RatePolicy policy) {
    return new RateLimit(
        policy,
        scope.open(Semaphore.of(1).named("rate limit")),
        new TokenBucket(policy, scope.cx().nanoTime()));
  }

  /** {@code limit.call(cx, IOException.class, c -> fetch(c, url))}, for one token. */
  public <T extends @Nullable Object, E extends Exception> Admission<T, E> call(
      Cx cx, Class<E> errorType, Task<T, ? extends E> program) {
    Optional<Refusal> refusal = take(cx, 1);
    return refusal.isPresent()
        ? new Admission.Refused<>(refusal.get())
        : new Admission.Ran<>(Enclosure.run(cx, errorType, RegionOptions.named("rate limit"), program));
  }

  /** Takes so many tokens, or says why not; then none was taken. Errors: CX-3301 for less than 1. */
  public Optional<Refusal> take(Cx cx, long cost) {
    BadPolicy.require(cost >= 1, "A cost of " + cost + " tokens takes none. Give it 1 or more.");
    if (cost > policy.burst()) {
      return refused("there are never more than " + policy.burst() + " tokens at once", Duration.ZERO);
    }
    long begun = cx.nanoTime();
    try (Place place = stand(cx)) {
      if (place.permit().isEmpty()) {
        return refused("others were waiting for " + policy.patience().orElseThrow(), Duration.ZERO);
      }
      for (long wait = bucket.take(cost, cx.nanoTime()); wait > 0; wait = bucket.take(cost, cx.nanoTime())) {
        Duration need = Duration.ofNanos(wait);
        if (isBeyondPatience(need, cx.nanoTime() - begun)) {
          return refused("there are too few tokens", need);
        }
        cx.sleep(need);
      }
      return Optional.empty();
    }
  }

  private Place stand(Cx cx) {
    if (policy.patience().isEmpty()) {
      return new Place(Optional.of(head.acquire(cx)));
    }
    Duration patience = policy.patience().get();
    return new Place(patience.isZero() ? head.tryAcquire(cx) : head.tryAcquire(cx, 1, patience));
  }

  private boolean isBeyondPatience(Duration need, long waitedNanos) {
    return policy.patience().isPresent()
        && need.compareTo(policy.patience().get().minusNanos(waitedNanos)) > 0;
  }

  private static Optional<Refusal> refused(String why, Duration retryAfter) {
    return Optional.of(new Refusal(why, retryAfter));
  }

  /** The head of the line, if it was reached. */
  private record Place(Optional<SemaphorePermit> permit) implements AutoCloseable {

    @Override
    public void close() {
      permit.ifPresent(SemaphorePermit::close);
    }
  }
}
