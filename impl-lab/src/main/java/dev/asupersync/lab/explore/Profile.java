package dev.asupersync.lab.explore;

import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What strands did in some runs, on average: how often each touched what, and who started whom. */
final class Profile {

  /** What one run did, as it goes on. */
  static final class Sample {

    private long[] touches = new long[64];
    private int used;
    private final Map<Long, Long> parents = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();

    void started(long path, long parent) {
      parents.put(path, parent);
    }

    void touched(long path, OpKind operation, long thing) {
      if (used == touches.length) {
        touches = Arrays.copyOf(touches, used * 2);
      }
      touches[used++] = path;
      touches[used++] = thing;
      if (Touched.changes(operation)) {
        changed.add(thing);
      }
    }
  }

  private final Map<Long, Map<Long, Integer>> counts = new TreeMap<>();
  private final Map<Long, Long> parents = new HashMap<>();
  private final Set<Long> changed = new HashSet<>();
  private int runs;

  int runs() {
    return runs;
  }

  void add(Sample run) {
    runs++;
    parents.putAll(run.parents);
    changed.addAll(run.changed);
    for (int i = 0; i < run.used; i += 2) {
      count(run.touches[i + 1], run.touches[i]);
      count(Touched.EVERYTHING, run.touches[i]);
    }
  }

  private void count(long thing, long path) {
    counts.computeIfAbsent(thing, _ -> new HashMap<>()).merge(path, 1, Integer::sum);
  }

  /** The things that more than one strand touched and one changed, always in the same order. */
  long[] shared() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey() > 0 && entry.getValue().size() > 1 && changed.contains(entry.getKey()))
        .mapToLong(Map.Entry::getKey)
        .toArray();
  }

  /** How often each strand and those that it starts touch {@code thing}, by path; everything counts each step. */
  Map<Long, Double> weights(long thing) {
    Map<Long, Double> weights = new HashMap<>();
    counts.getOrDefault(thing, Map.of()).forEach((path, count) -> {
      double average = (double) count / runs;
      Long at = path;
      while (at != null) {
        weights.merge(at, average, Double::sum);
        at = parents.get(at);
      }
    });
    return weights;
  }
}
