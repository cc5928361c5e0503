package dev.asupersync.combine;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stops calling what keeps failing. After so many failures in a row it opens and refuses every call; after a
 * rest it lets a few probes through, and their success closes it again.
 *
 * <p>Make one for each thing that may fail, and share it: any task may call through it. A call that is
 * cancelled says nothing of the other side and counts neither way. A result that comes after the breaker has
 * changed its mind is old news and is ignored.
 *
 * <p>Cancellation: as the program that is called. Rule: 8.19.
 */
public final class CircuitBreaker {

  /** Whether calls are let through. */
  public enum State {
    /** All are. */
    CLOSED,
    /** None is. */
    OPEN,
    /** Only probes are. */
    HALF_OPEN
  }

  private enum Verdict {
    SUCCESS,
    FAILURE,
    NONE
  }

  /** What {@link #admit} says: the epoch of a call that may go on, or a refusal. */
  private record Gate(long epoch, @Nullable Refusal refusal) {}

  private final BreakerPolicy policy;
  private State state = State.CLOSED;
  /** Grows with every change of the state: results from before are ignored. */
  private long epoch;
  private int failures;
  private int successes;
  private int probing;
  private long openedNanos;

  private CircuitBreaker(BreakerPolicy policy) {
    this.policy = policy;
  }

  public static CircuitBreaker of(BreakerPolicy policy) {
    return new CircuitBreaker(policy);
  }

  /** {@code breaker.call(cx, IOException.class, c -> fetch(c, url))}. */
  public <T extends @Nullable Object, E extends Exception> Admission<T, E> call(
      Cx cx, Class<E> errorType, Task<T, ? extends E> program) {
    Gate gate = admit(cx.nanoTime());
    Refusal refusal = gate.refusal();
    if (refusal != null) {
      return new Admission.Refused<>(refusal);
    }
    Verdict verdict = Verdict.NONE;
    try {
      Outcome<T, E> outcome = Enclosure.run(cx, errorType, RegionOptions.named("circuit breaker"), program);
      verdict = verdict(outcome);
      return new Admission.Ran<>(outcome);
    } finally {
      settle(gate.epoch(), verdict, cx.nanoTime());
    }
  }

  /**
   * The state, as far as calls have brought it: an open breaker turns half-open with the next call. Any
   * thread.
   */
  public synchronized State state() {
    return state;
  }

  private Verdict verdict(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> Verdict.SUCCESS;
      case Outcome.Err<?, ?>(Exception error) -> policy.counts().test(error) ? Verdict.FAILURE : Verdict.NONE;
      case Outcome.Cancelled<?, ?> _ -> Verdict.NONE;
      case Outcome.Panicked<?, ?> _ -> Verdict.FAILURE;
    };
  }

  private synchronized Gate admit(long now) {
    if (state == State.OPEN) {
      Duration left = policy.rest().minusNanos(now - openedNanos);
      if (left.isPositive()) {
        return new Gate(epoch, new Refusal("the circuit is open", left));
      }
      change(State.HALF_OPEN);
    }
    if (state == State.HALF_OPEN) {
      if (probing == policy.probes()) {
        return new Gate(epoch, new Refusal("the circuit is being probed", Duration.ZERO));
      }
      probing++;
    }
    return new Gate(epoch, null);
  }

  private synchronized void settle(long admittedIn, Verdict verdict, long now) {
    if (admittedIn != epoch) {
      return;
    }
    if (state == State.HALF_OPEN) {
      probing--;
    }
    switch (verdict) {
      case SUCCESS -> {
        failures = 0;
        if (state == State.HALF_OPEN && ++successes == policy.successes()) {
          change(State.CLOSED);
        }
      }
      case FAILURE -> {
        if (state == State.HALF_OPEN || ++failures == policy.failures()) {
          openedNanos = now;
          change(State.OPEN);
        }
      }
      case NONE -> {}
    }
  }

  private void change(State next) {
    state = next;
    epoch++;
    failures = 0;
    successes = 0;
    probing = 0;
  }
}
