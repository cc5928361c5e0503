package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.List;

/** A look and what follows from it, with something in between. */
final class Races {

  private Races() {}

  static List<Bug> all() {
    return List.of(
        Bug.of("bluetooth_driver",
            "The adder looks whether the driver stops, and counts itself only then.",
            Facts.classes(10, 1).walk(0.0966797),
            scene -> bluetooth(scene, false),
            scene -> bluetooth(scene, true)),
        Bug.of("stringbuffer",
            "The other buffer is shortened between asking for its length and taking that much.",
            Facts.classes(6, 1).walkRuns(2.3),
            scene -> stringBuffer(scene, false),
            scene -> stringBuffer(scene, true)),
        Bug.of("double_init",
            "Two tasks find that nothing was made yet, and both make it.",
            Facts.NONE.walkRuns(14),
            scene -> doubleInit(scene, false),
            scene -> doubleInit(scene, true)),
        Bug.of("check_then_act",
            "Each step on the number of lent things is atomic, but not the look and the step together.",
            Facts.NONE.walkRuns(5.8),
            scene -> checkThenAct(scene, false),
            scene -> checkThenAct(scene, true)),
        Bug.of("free_vs_use",
            "The user of a buffer looks whether it is open, and uses it after it was freed.",
            Facts.NONE.walkRuns(13),
            scene -> freeVsUse(scene, false),
            scene -> freeVsUse(scene, true)));
  }

  /** The driver, its count of those inside, and how to leave it. */
  private record Driver(Cell<Integer> pending, Cell<Boolean> stopping, Cell<Boolean> event, Cell<Boolean> stopped,
      Mutex mutex) {

    void leave(Cx cx) {
      int left;
      try (Guard _ = mutex.lock(cx)) {
        pending.set(cx, pending.get(cx) - 1);
        left = pending.get(cx);
      }
      if (left == 0) {
        event.set(cx, true);
      }
    }

    void stop(Cx cx) {
      stopping.set(cx, true);
      leave(cx);
      if (event.get(cx)) {
        stopped.set(cx, true);
      }
    }

    boolean enter(Cx cx) {
      if (stopping.get(cx)) {
        return false;
      }
      try (Guard _ = mutex.lock(cx)) {
        pending.set(cx, pending.get(cx) + 1);
      }
      return true;
    }

    boolean enterAtOnce(Cx cx) {
      try (Guard _ = mutex.lock(cx)) {
        if (stopping.get(cx)) {
          return false;
        }
        pending.set(cx, pending.get(cx) + 1);
        return true;
      }
    }
  }

  private static void bluetooth(Scene scene, boolean atOnce) {
    Driver driver = new Driver(scene.cell("pending", 1), scene.flag("stopping", false), scene.flag("event", false),
        scene.flag("stopped", false), scene.mutex("at"));
    scene.task("stopper", driver::stop);
    scene.here(c -> {
      if (atOnce ? driver.enterAtOnce(c) : driver.enter(c)) {
        BugFound.unless(!driver.stopped.get(c), "the driver has stopped while somebody is inside");
      }
      driver.leave(c);
    });
  }

  private static void stringBuffer(Scene scene, boolean locked) {
    Cell<Integer> source = scene.cell("source count", 3);
    Mutex whole = scene.mutex("whole");
    Mutex sourceLock = scene.mutex("source");
    Mutex targetLock = scene.mutex("target");
    scene.task("eraser", c -> Locks.maybe(c, locked, whole, () -> {
      try (Guard _ = sourceLock.lock(c)) {
        source.set(c, source.get(c) - 3);
      }
      try (Guard _ = sourceLock.lock(c)) {
        source.set(c, source.get(c) + 3);
      }
    }));
    scene.here(c -> Locks.maybe(c, locked, whole, () -> {
      try (Guard _ = targetLock.lock(c)) {
        int length;
        try (Guard _ = sourceLock.lock(c)) {
          length = source.get(c);
        }
        try (Guard _ = sourceLock.lock(c)) {
          BugFound.unless(length <= source.get(c), "took more than there is");
        }
      }
    }));
  }

  private static void doubleInit(Scene scene, boolean atOnce) {
    Cell<Integer> instance = scene.cell("instance", 0);
    for (int i = 1; i <= 2; i++) {
      int made = i;
      scene.task("t" + i, c -> {
        if (instance.get(c) == 0) {
          if (!atOnce) {
            instance.set(c, made);
          } else {
            instance.compareAndSet(c, 0, made);
          }
        }
        int used = instance.get(c);
        BugFound.unless(instance.get(c) == used, "it was made twice");
      });
    }
  }

  private static void checkThenAct(Scene scene, boolean atOnce) {
    Cell<Integer> lent = scene.cell("lent", 0);
    for (int i = 0; i < 2; i++) {
      scene.task("borrower " + i, c -> {
        boolean got = atOnce ? lent.compareAndSet(c, 0, 1) : lent.get(c) < 1;
        if (got) {
          if (!atOnce) {
            lent.update(c, n -> n + 1);
          }
          BugFound.unless(lent.get(c) == 1, "the only one was lent twice");
          lent.update(c, n -> n - 1);
        }
      });
    }
  }

  private static void freeVsUse(Scene scene, boolean locked) {
    Cell<Boolean> open = scene.flag("open", true);
    Cell<Boolean> freed = scene.flag("freed", false);
    Mutex mutex = scene.mutex("m");
    scene.task("user", c -> Locks.maybe(c, locked, mutex, () -> {
      if (open.get(c)) {
        BugFound.unless(!freed.get(c), "used what was freed");
      }
    }));
    scene.task("owner", c -> Locks.maybe(c, locked, mutex, () -> {
      open.set(c, false);
      freed.set(c, true);
    }));
  }
}
