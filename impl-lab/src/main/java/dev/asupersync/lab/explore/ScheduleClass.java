package dev.asupersync.lab.explore;

/**
 * What all schedules have in common that differ only in the order of steps which commute: on each thing that was
 * touched the same changes in the same order, and the same looks between the same two changes. A hash of 128 bits.
 */
public record ScheduleClass(long high, long low) {

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
