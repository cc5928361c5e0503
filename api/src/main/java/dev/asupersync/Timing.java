package dev.asupersync;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Cx} that has a clock. Needs {@link Capability#TIME} (CX-2006). In the lab this is virtual
 * time, and a sleep takes none of the other kind.
 */
public interface Timing {

  /** The time on the runtime's clock, which never goes back. */
  Instant now();

  /** The same clock in nanoseconds from an arbitrary start, for measuring. */
  long nanoTime();

  /** Waits for so long. Cancellation: a cancel point; cancelled, it ends early. */
  void sleep(Duration time);

  /** Waits until that time, not at all if it has passed. Cancellation: as {@link #sleep}. */
  void sleepUntil(Instant time);

  /** A case that comes after so long, counted from now. */
  <R extends @Nullable Object> Case<R> after(Duration time, Supplier<? extends R> then);
}
