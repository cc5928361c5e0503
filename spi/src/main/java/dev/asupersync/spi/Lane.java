package dev.asupersync.spi;

/** Which strands go first: cancel before timed before ready. */
public enum Lane {
  CANCEL,
  TIMED,
  READY
}
