package dev.asupersync;

import java.util.Set;

/**
 * The capability context: everything that a task may do, passed explicitly as the first parameter.
 *
 * <p>It belongs to one task, and using it from another strand is refused (CX-2002). A function that needs
 * less asks for less: {@link Checkpoints}, {@link Timing}, {@link Entropy}, {@link Tracing}, {@link Blocking},
 * {@link Selecting}, {@link Promising} or {@link Spawning} as its parameter type. A bare mock of this interface is
 * usable in code that spawns nothing.
 *
 * <p>Not for implementation by applications; methods may be added. Rules: D1, 11.1 to 11.6.
 */
public interface Cx extends Checkpoints, Timing, Entropy, Tracing, Blocking, Selecting, Promising, Spawning {

  TaskId taskId();

  /** The region that the running code is in. */
  RegionId regionId();

  /** What this context allows. */
  Set<Capability> capabilities();

  /** The same task with only those of {@code keep} that it already has. Nothing gives any back. */
  Cx restrict(Set<Capability> keep);
}
