package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.List;

/**
 * A stack of three indices without locks. While one task has read the head and the one below it, others may take both
 * away and bring them back in another order; then the first one succeeds with what it read, and two tasks have the
 * same index. That takes five preemptions in the right places.
 */
final class SafeStack {

  private static final int NONE = -1;
  private static final int TASKS = 3;
  private static final int ROUNDS = 2;

  private final Cell<Integer> head;
  private final Cell<Integer> count;
  private final List<Cell<Integer>> next;

  private SafeStack(Scene scene) {
    head = scene.cell("head", 0);
    count = scene.cell("count", 3);
    next = List.of(scene.cell("next[0]", 1), scene.cell("next[1]", 2), scene.cell("next[2]", NONE));
  }

  static Bug bug() {
    return Bug.of("safestack",
        "A head that comes back looks as if it had never gone, so two tasks get the same index.",
        Facts.NONE.walkRuns(1_490_000),
        scene -> tell(scene, false),
        scene -> tell(scene, true));
  }

  private static void tell(Scene scene, boolean locked) {
    SafeStack stack = new SafeStack(scene);
    List<Cell<Integer>> owner = scene.cells("owner", 3, NONE);
    Mutex mutex = scene.mutex("m");
    for (int t = 0; t < TASKS; t++) {
      int self = t;
      scene.task("t" + t, c -> {
        for (int round = 0; round < ROUNDS; round++) {
          int index = NONE;
          while (index == NONE) {
            index = locked ? stack.popAlone(c, mutex) : stack.pop(c);
          }
          owner.get(index).set(c, self);
          BugFound.unless(owner.get(index).get(c) == self, "two tasks have index " + index);
          if (locked) {
            try (Guard _ = mutex.lock(c)) {
              stack.push(c, index);
            }
          } else {
            stack.push(c, index);
          }
        }
      });
    }
  }

  private int popAlone(Cx cx, Mutex mutex) {
    try (Guard _ = mutex.lock(cx)) {
      return pop(cx);
    }
  }

  private int pop(Cx cx) {
    while (count.get(cx) > 1) {
      int top = head.get(cx);
      int below = next.get(top).getAndSet(cx, NONE);
      if (below != NONE) {
        if (head.compareAndSet(cx, top, below)) {
          count.update(cx, n -> n - 1);
          return top;
        }
        next.get(top).set(cx, below);
      }
    }
    return NONE;
  }

  private void push(Cx cx, int index) {
    int top;
    do {
      top = head.get(cx);
      next.get(index).set(cx, top);
    } while (!head.compareAndSet(cx, top, index));
    count.update(cx, n -> n + 1);
  }
}
