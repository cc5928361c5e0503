package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose owner pushes and pops at one end without the lock while thieves steal at the other with it. A thief
 * moves the head before it looks, so one place must stay free; the flawed push fills it, too.
 */
final class WorkStealing {

  private static final int ITEMS = 4;
  private static final int STEALS = 2;

  private final Cell<Integer> head;
  private final Cell<Integer> tail;
  private final Cell<Integer> mask;
  private final Cell<List<Cell<Integer>>> base;
  private final List<List<Cell<Integer>>> arrays;
  private final Mutex mutex;
  private final int spare;

  private WorkStealing(Scene scene, boolean right) {
    head = scene.cell("head", 0);
    tail = scene.cell("tail", 0);
    mask = scene.cell("mask", 1);
    arrays = List.of(scene.cells("small", 2, -1), scene.cells("large", 4, -1), scene.cells("huge", 8, -1));
    base = scene.shared("base", arrays.getFirst());
    mutex = scene.mutex("lk");
    spare = right ? 0 : 1;
  }

  static Bug bug() {
    return Bug.of("work_stealing_queue",
        "The owner fills the place that a thief may just be reading.",
        Facts.classes(1_809, 857).walkRuns(1_389),
        scene -> tell(scene, new WorkStealing(scene, false)),
        scene -> tell(scene, new WorkStealing(scene, true)));
  }

  private static void tell(Scene scene, WorkStealing queue) {
    List<Integer> stolen = new ArrayList<>();
    List<Integer> popped = new ArrayList<>();
    scene.task("thief", c -> {
      for (int i = 0; i < STEALS; i++) {
        note(stolen, queue.steal(c));
      }
    });
    scene.here(c -> {
      for (int i = 0; i < ITEMS; i += 2) {
        queue.push(c, i);
        queue.push(c, i + 1);
        note(popped, queue.pop(c));
      }
      for (int i = 0; i < ITEMS / 2; i++) {
        note(popped, queue.pop(c));
      }
    });
    scene.join();
    List<Integer> taken = new ArrayList<>(stolen);
    taken.addAll(popped);
    taken.sort(null);
    BugFound.unless(taken.equals(List.of(0, 1, 2, 3)), "stolen " + stolen + ", popped " + popped);
  }

  private static void note(List<Integer> taken, @Nullable Integer item) {
    if (item != null) {
      taken.add(item);
    }
  }

  private Cell<Integer> place(Cx cx, int index) {
    return base.get(cx).get(index & mask.get(cx));
  }

  private @Nullable Integer steal(Cx cx) {
    try (Guard _ = mutex.lock(cx)) {
      int at = head.get(cx);
      head.set(cx, at + 1);
      if (at < tail.get(cx)) {
        return place(cx, at).get(cx);
      }
      head.set(cx, at);
      return null;
    }
  }

  private @Nullable Integer pop(Cx cx) {
    int last = tail.get(cx) - 1;
    tail.set(cx, last);
    if (head.get(cx) <= last) {
      return place(cx, last).get(cx);
    }
    tail.set(cx, last + 1);
    return popLocked(cx);
  }

  private @Nullable Integer popLocked(Cx cx) {
    try (Guard _ = mutex.lock(cx)) {
      int last = tail.get(cx) - 1;
      tail.set(cx, last);
      if (head.get(cx) <= last) {
        return place(cx, last).get(cx);
      }
      head.set(cx, 0);
      tail.set(cx, 0);
      return null;
    }
  }

  private void push(Cx cx, int item) {
    int at = tail.get(cx);
    if (at < head.get(cx) + mask.get(cx) + spare) {
      place(cx, at).set(cx, item);
      tail.set(cx, at + 1);
    } else {
      pushLocked(cx, item);
    }
  }

  private void pushLocked(Cx cx, int item) {
    try (Guard _ = mutex.lock(cx)) {
      int from = head.get(cx);
      int count = tail.get(cx) - from;
      int first = from & mask.get(cx);
      head.set(cx, first);
      tail.set(cx, first + count);
      if (count >= mask.get(cx)) {
        grow(cx, first, count);
      }
      int at = tail.get(cx);
      place(cx, at).set(cx, item);
      tail.set(cx, at + 1);
    }
  }

  private void grow(Cx cx, int first, int count) {
    List<Cell<Integer>> larger = arrays.get(arrays.indexOf(base.get(cx)) + 1);
    for (int i = 0; i < count; i++) {
      larger.get(i).set(cx, place(cx, first + i).get(cx));
    }
    base.set(cx, larger);
    mask.set(cx, larger.size() - 1);
    head.set(cx, 0);
    tail.set(cx, count);
  }
}
