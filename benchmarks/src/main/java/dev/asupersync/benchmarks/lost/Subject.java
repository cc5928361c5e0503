package dev.asupersync.benchmarks.lost;

/**
 * One way to receive and to be cancelled.
 *
 * @param name for the table
 * @param timed whether the receiver gives up by itself, so that each round takes about a millisecond
 */
record Subject(String name, boolean timed, Round round) {

  /** One element, one receiver, one cancellation. */
  interface Round {
    Place run(Race race) throws Exception;
  }
}
