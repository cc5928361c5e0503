package dev.asupersync;

/**
 * The number of a task, unique in its runtime and never used again. Numbers grow in the order of creation.
 */
public record TaskId(long value) implements Comparable<TaskId> {

  @Override
  public int compareTo(TaskId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "T" + value;
  }
}
