package dev.asupersync.lab;

import dev.asupersync.spi.OpKind;

/**
 * What there is to choose from. A view that is valid during {@link ScheduleStrategy#choose} only; its order
 * is the same whenever the decisions before were the same.
 */
public interface Candidates {

  /** How many: 2 or more. */
  int count();

  /** The task that candidate {@code index} runs, or the number of an alarm. */
  long id(int index);

  /** The number of its strand in this run, from 0 in the order of creation; for what is no strand, -1. */
  int strand(int index);

  /** What it is about to do; for an alarm the clock. */
  OpKind operation(int index);

  /** What that operation touches. */
  long resource(int index);

  /** Whether it goes on with an operation in which it has waited. */
  boolean isResuming(int index);

  /** Whether it is the one that runs now, so that choosing it costs no hand-over. */
  boolean isRunning(int index);
}
