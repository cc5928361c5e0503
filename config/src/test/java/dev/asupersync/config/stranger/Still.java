package dev.asupersync.config.stranger;

import dev.asupersync.spi.Alarm;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.Strand;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;
import java.time.Instant;

/** An interpretation that runs nothing: configuration never gets as far. */
public record Still(String describe) implements Interpretation {

  /** Counts closed ones across class loaders. */
  public static final String CLOSED = "stranger.closed";

  @Override
  public void run(StrandSpec spec, StrandBody root, Runnable onInterrupt) {
    throw new UnsupportedOperationException("still");
  }

  @Override
  public Strand start(StrandSpec spec, StrandBody body) {
    throw new UnsupportedOperationException("still");
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH;
  }

  @Override
  public long nextSeed() {
    return 0;
  }

  @Override
  public Alarm alarm(long deadlineNanos, Runnable action) {
    return () -> true;
  }

  @Override
  public void close() {
    System.setProperty(CLOSED, String.valueOf(Integer.getInteger(CLOSED, 0) + 1));
  }
}
