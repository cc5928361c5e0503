package dev.asupersync.dump;

import java.util.ArrayList;
import java.util.List;

/**
 * What is alive in a runtime at one moment. Each region is a consistent picture; regions are looked at one
 * after the other.
 *
 * @param runtime the name of the interpretation
 * @param atNanos when it was taken, on the runtime's monotonic clock, as {@code CancelReason.atNanos} is
 * @param roots the root regions of running programs
 * @param notes what those who watch the runtime have to say, a line each
 */
public record RuntimeDump(String runtime, long atNanos, List<RegionDump> roots, List<String> notes) {

  public RuntimeDump {
    roots = List.copyOf(roots);
    notes = List.copyOf(notes);
  }

  /** One of which nobody says anything. */
  public RuntimeDump(String runtime, long atNanos, List<RegionDump> roots) {
    this(runtime, atNanos, roots, List.of());
  }

  /** Every live task, parents before children. */
  public List<TaskDump> tasks() {
    List<TaskDump> all = new ArrayList<>();
    roots.forEach(root -> collect(root, all));
    return all;
  }

  private static void collect(RegionDump region, List<TaskDump> into) {
    into.addAll(region.tasks());
    region.children().forEach(child -> collect(child, into));
  }

  /** The tree as text, a line for each region, task, obligation and wait. */
  public String text() {
    return DumpText.of(this);
  }

  /** The tree as one JSON object. */
  public String json() {
    return DumpJson.of(this);
  }

  /** Who waits for whom, a chain a line, each followed to its end or to where it bites its tail. */
  public List<String> waitForChains() {
    return WaitForChains.of(tasks());
  }

  @Override
  public String toString() {
    return text();
  }
}
