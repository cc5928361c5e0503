package dev.asupersync.spi;

/** An alarm that was set. */
@FunctionalInterface
public interface Alarm {

  /** Whether it was cancelled before its action began; then the action never runs. */
  boolean cancel();
}
