package dev.asupersync;

import java.util.random.RandomGenerator;

/**
 * The part of {@link Cx} that has random numbers. Needs {@link Capability#RANDOM} (CX-2006). Each task has a
 * stream of its own, forked from its parent's: in the lab it depends on the seed and nothing else.
 */
public interface Entropy {

  /** The task's own stream; only for this task. */
  RandomGenerator random();

  /** The next number of the stream. */
  long randomLong();
}
