package dev.asupersync.spi;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One way to run programs: it decides when, which and what time, never what anything means.
 *
 * <p>Cancellation is not here: it is a flag of the kernel and an {@link Strand#unpark}. The contract, each
 * point a test in {@code dev.asupersync.tck}: see docs/spi-guide.md. Grows by default methods only.
 */
public interface Interpretation extends AutoCloseable {

  /**
   * Runs {@code root} on a strand of its own and returns when it and every strand with the same
   * {@link StrandSpec#run()} have ended or were abandoned. What they did happens-before the return.
   *
   * <p>When the calling thread is interrupted it calls {@code onInterrupt} once, goes on waiting, and returns
   * with the interrupt restored.
   */
  void run(StrandSpec spec, StrandBody root, Runnable onInterrupt);

  /**
   * Starts a strand. The body never runs on the caller's strand. If this throws, nothing was started.
   * What the caller did before happens-before the body.
   */
  Strand start(StrandSpec spec, StrandBody body);

  /** A clock that never goes back, in nanoseconds. */
  long nanoTime();

  /** The time of day; asked once for each runtime. */
  Instant wallClock();

  /** A seed for a run's randomness. */
  long nextSeed();

  /**
   * Runs {@code action} once at or after {@code deadlineNanos} on {@link #nanoTime()}, on any thread. The
   * action never blocks and never throws.
   */
  Alarm alarm(long deadlineNanos, Runnable action);

  /** What it promises beyond the contract. */
  default Set<Trait> traits() {
    return Set.of();
  }

  /** The number that decides every choice, where one does: whoever runs with it again sees the same. */
  default OptionalLong seed() {
    return OptionalLong.empty();
  }

  /** One line for people: how it runs things. */
  default String describe() {
    return getClass().getSimpleName();
  }

  /** Gives back what it holds. A second close does nothing. */
  @Override
  default void close() {}
}
