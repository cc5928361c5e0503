package dev.asupersync;

import java.time.Duration;
import java.util.Optional;

/**
 * What a cancellation does to a blocking call.
 *
 * @param grace how long the call may go on by itself before it is interrupted; nothing means half of the
 *     cleanup budget's time
 * @param interrupt whether it is interrupted at all; an interrupt closes NIO channels and sockets
 */
public record BlockingOptions(Optional<Duration> grace, boolean interrupt) {

  /** Half of the cleanup budget's time, then an interrupt. */
  public static final BlockingOptions DEFAULT = new BlockingOptions(Optional.empty(), true);

  public BlockingOptions {
    if (grace.isPresent() && grace.get().isNegative()) {
      throw new IllegalArgumentException(
          "BlockingOptions with grace=" + grace.get() + ": must not be negative.");
    }
  }

  public BlockingOptions withGrace(Duration time) {
    return new BlockingOptions(Optional.of(time), interrupt);
  }

  /** Never interrupted: the task waits until the call returns by itself. */
  public BlockingOptions uninterrupted() {
    return new BlockingOptions(grace, false);
  }
}
