package dev.asupersync.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The strands that have not ended. Coming and leaving cost the same, however many there are. */
final class Roster {

  private @Nullable LabStrand newest;
  private int born;

  void add(LabStrand strand) {
    strand.number = born++;
    strand.before = newest;
    if (newest != null) {
      newest.after = strand;
    }
    newest = strand;
  }

  void remove(LabStrand strand) {
    LabStrand before = strand.before;
    LabStrand after = strand.after;
    if (before != null) {
      before.after = after;
    }
    if (after == null) {
      newest = before;
    } else {
      after.before = before;
    }
    strand.before = null;
    strand.after = null;
  }

  /** Newest first. */
  void forEach(Consumer<LabStrand> action) {
    for (LabStrand at = newest; at != null; at = at.before) {
      action.accept(at);
    }
  }

  /** For the next run. */
  void clear() {
    newest = null;
    born = 0;
  }

  /** Oldest first. */
  List<LabStrand> all() {
    List<LabStrand> all = new ArrayList<>();
    forEach(all::add);
    return all.reversed();
  }

  /** The tasks that wait, and the step at which they began to. */
  Map<Long, Long> parked() {
    Map<Long, Long> parked = new HashMap<>();
    forEach(strand -> {
      if (!strand.isRunnable()) {
        parked.put(strand.spec.task(), strand.parkedAt);
      }
    });
    return parked;
  }
}
