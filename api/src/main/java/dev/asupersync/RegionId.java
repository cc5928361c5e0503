package dev.asupersync;

/**
 * The number of a region, unique in its runtime and never used again. Numbers grow in the order of creation.
 */
public record RegionId(long value) implements Comparable<RegionId> {

  @Override
  public int compareTo(RegionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "R" + value;
  }
}
