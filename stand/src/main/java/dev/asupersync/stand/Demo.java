package dev.asupersync.stand;

import java.util.List;

/**
 * A program that is watched.
 *
 * @param name of the program, and of its service
 * @param arguments what it is given
 * @param span the root of the traces that are looked at
 */
record Demo(String name, List<String> arguments, String span) {

  /** A server that is never done, and a job that comes again. */
  static final List<Demo> ALL = List.of(
      new Demo("orderdesk", List.of("--orders", "0", "--bugs"), "region order"),
      new Demo("birdstrikes", List.of("--every", "5s"), "region birdstrikes"));

  Demo {
    arguments = List.copyOf(arguments);
  }
}
