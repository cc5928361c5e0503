package dev.asupersync.lab.fault;

import dev.asupersync.spi.OpKind;

/**
 * A point of a program, told in such a way that it is the same in every schedule: the so-manieth of that strand.
 *
 * @param path of the strand, the same in every run in which that is started
 * @param number from 0
 * @param task the name of the task, for people
 * @param moment what it was when it was met first
 * @param operation the same
 */
public record Place(long path, long number, String task, Moment moment, OpKind operation) {

  /** Whether it is that point, whatever is done there. */
  public boolean isSame(Place other) {
    return path == other.path && number == other.number;
  }

  @Override
  public String toString() {
    String where = switch (moment) {
      case OPERATION -> "before " + operation;
      case WAIT -> "waiting in " + operation;
      case ALARM -> "setting an alarm";
      case IO -> "at its store";
    };
    return "point " + number + " of " + (task.isEmpty() ? "a task without a name" : "\"" + task + "\"") + ", " + where;
  }
}
