package dev.asupersync;

/**
 * What a {@link Cx} allows its holder to do. {@link Cx#restrict} only ever takes away, and a task never has
 * more than the one that spawned it.
 *
 * <p>Checkpoints, masks, and reading the budget or a cancel reason need none. Rules: 11.1 to 11.6.
 */
public enum Capability {
  /** Open regions and spawn tasks. */
  SPAWN,
  /** Read the clock and sleep. */
  TIME,
  /** Draw random numbers. */
  RANDOM,
  /** Call code that blocks outside the runtime. */
  IO,
  /** Start computations on other nodes. */
  REMOTE,
  /** Write to the trace. */
  TRACE
}
