package dev.asupersync.lab.explore;

import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What strands were seen to do in earlier runs, from each of their steps on: who will not mind a step need not be
 * tried before it. What nobody has seen yet is missing, so that at first too much commutes.
 */
final class Futures {

  /** By the path of a strand, and by thing: the last step that looked at it, and the last that changed it. */
  private final Map<Long, Map<Long, int[]>> last = new HashMap<>();

  /** What one run did, as it goes on. */
  static final class Sample {

    private static final int WIDTH = 4;

    /** For each touch the strand, its step, the thing, and whether it changed that. */
    private long[] touches = new long[64 * WIDTH];
    private int used;
    private final Paths paths = new Paths();
    private final Paths parents = new Paths();
    private final Paths startedAt = new Paths();

    void started(int strand, long path, int by, int step) {
      paths.set(strand, path);
      parents.set(strand, by);
      startedAt.set(strand, step);
    }

    void stepped(int strand, int step, OpKind operation, long resource) {
      long thing = Touched.by(operation, resource);
      if (thing != Touched.NOTHING) {
        add(strand, step, thing, Touched.changes(operation));
        if (operation == OpKind.TRY_ACQUIRE) {
          add(strand, step, Touched.freeOf(resource), true);
        }
      }
    }

    private void add(int strand, int step, long thing, boolean changes) {
      if (used == touches.length) {
        touches = Arrays.copyOf(touches, used * 2);
      }
      touches[used] = strand;
      touches[used + 1] = step;
      touches[used + 2] = thing;
      touches[used + 3] = changes ? 1 : 0;
      used += WIDTH;
    }
  }

  /** Whoever starts a strand will do what that does, until it has started it. */
  void add(Sample run) {
    for (int i = 0; i < run.used; i += Sample.WIDTH) {
      int strand = (int) run.touches[i];
      int step = (int) run.touches[i + 1];
      while (strand >= 0) {
        int[] seen = last.computeIfAbsent(run.paths.get(strand), _ -> new HashMap<>())
            .computeIfAbsent(run.touches[i + 2], _ -> new int[2]);
        int which = (int) run.touches[i + 3];
        seen[which] = Math.max(seen[which], step);
        step = (int) run.startedAt.get(strand);
        strand = (int) run.parents.get(strand);
      }
    }
  }

  /** What the strand of that path does. */
  Map<Long, int[]> of(long path) {
    return last.getOrDefault(path, Map.of());
  }

  /** Whether one with such a future, from its step {@code from} on, minds an operation. */
  static boolean minds(Map<Long, int[]> future, int from, OpKind operation, long resource) {
    long thing = Touched.by(operation, resource);
    if (thing == Touched.NOTHING) {
      return false;
    }
    if (thing == Touched.EVERYTHING || touches(future, from, Touched.EVERYTHING, true)) {
      return true;
    }
    return touches(future, from, thing, Touched.changes(operation))
        || (operation == OpKind.TRY_ACQUIRE && touches(future, from, Touched.freeOf(resource), true));
  }

  private static boolean touches(Map<Long, int[]> future, int from, long thing, boolean changes) {
    int[] seen = future.get(thing);
    return seen != null && (seen[1] >= from || (changes && seen[0] >= from));
  }
}
