package dev.asupersync.spi;

/** What an interpretation may promise beyond the contract. */
public enum Trait {
  /** The same seed makes the same choices. */
  DETERMINISTIC,
  /** Time passes only when nothing can run. */
  VIRTUAL_TIME,
  /** Several programs may run at once. */
  CONCURRENT_RUNS
}
