package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import java.util.ArrayList;
import java.util.List;

/** Steps that happen in an order that nobody thought of. */
final class Orders {

  private Orders() {}

  static List<Bug> all() {
    List<Bug> all = new ArrayList<>(List.of(
        Bug.of("lazy01",
            "The checker expects that it never comes last.",
            Facts.classes(6, 2).walk(0.521701),
            scene -> lazy(scene, 2),
            scene -> lazy(scene, 3)),
        Bug.of("token_ring",
            "Four tasks hand a token on and check it, and nothing says in which order.",
            Facts.classes(24, 4).walk(0.0951877),
            scene -> tokenRing(scene, false),
            scene -> tokenRing(scene, true))));
    reorder(all, 2, 1, Facts.classes(44, 8).walk(0.0637860));
    reorder(all, 3, 1, Facts.classes(816, 108).walk(0.0226327));
    reorder(all, 4, 1, Facts.classes(22_752, 2_304).walk(0.00648724));
    reorder(all, 9, 1, Facts.NONE.walkRuns(210_000));
    reorder(all, 10, 10, Facts.NONE.walkRuns(120_000));
    reorder(all, 49, 1, Facts.NONE.walkRuns(36_000));
    reorder(all, 99, 1, Facts.NONE.walkRuns(18_000));
    twoStage(all, "twostage", 1, Facts.classes(3, 1).walk(0.0214844));
    twoStage(all, "twostage_20", 19, Facts.NONE.walkRuns(30_000));
    twoStage(all, "twostage_50", 49, Facts.NONE.walkRuns(14_000));
    twoStage(all, "twostage_100", 99, Facts.NONE.walkRuns(10_000));
    wrongLock(all, "wronglock_1", 1, Facts.classes(7, 2).walk(0.2148));
    wrongLock(all, "wronglock_3", 3, Facts.classes(360, 246).walk(0.3117));
    wrongLock(all, "wronglock_7", 7, Facts.NONE.walkRuns(3.1));
    for (int n = 1; n <= 5; n++) {
      lastZero(all, n);
    }
    return all;
  }

  private static void lazy(Scene scene, int most) {
    Cell<Integer> data = scene.cell("data", 0);
    Mutex mutex = scene.mutex("m");
    for (int more = 1; more <= 2; more++) {
      int add = more;
      scene.task("add " + more, c -> {
        try (Guard _ = mutex.lock(c)) {
          data.set(c, data.get(c) + add);
        }
      });
    }
    scene.task("checker", c -> {
      try (Guard _ = mutex.lock(c)) {
        BugFound.unless(data.get(c) <= most, "both have added before");
      }
    });
  }

  private static void tokenRing(Scene scene, boolean inTurn) {
    List<Cell<Integer>> x = List.of(scene.cell("x1", 1), scene.cell("x2", 2), scene.cell("x3", 1));
    List<Cell<Boolean>> done = List.of(scene.flag("f1", false), scene.flag("f2", false), scene.flag("f3", false));
    List<Notify> turns = List.of(scene.notice("turn 2"), scene.notice("turn 3"), scene.notice("turn 4"));
    Mutex mutex = scene.mutex("at");
    for (int i = 0; i < 3; i++) {
      int self = i;
      scene.task("t" + (i + 1), c -> {
        if (inTurn && self > 0) {
          turns.get(self - 1).await(c);
        }
        try (Guard _ = mutex.lock(c)) {
          int before = x.get((self + 2) % 3).get(c);
          x.get(self).set(c, self == 0 ? (before + 1) % 4 : before);
          done.get(self).set(c, true);
        }
        if (inTurn) {
          turns.get(self).notifyOne(c);
        }
      });
    }
    scene.task("t4", c -> {
      if (inTurn) {
        turns.get(2).await(c);
      }
      try (Guard _ = mutex.lock(c)) {
        if (done.get(0).get(c) && done.get(1).get(c) && done.get(2).get(c)) {
          BugFound.unless(
              x.get(0).get(c).equals(x.get(1).get(c)) && x.get(1).get(c).equals(x.get(2).get(c)),
              "the token got lost");
        }
      }
    });
  }

  private static void reorder(List<Bug> all, int setters, int checkers, Facts facts) {
    all.add(Bug.of("reorder_" + (setters + checkers),
        setters + " tasks write two cells one after the other, and " + checkers + " see the one without the other.",
        facts,
        scene -> reorder(scene, setters, checkers, false),
        scene -> reorder(scene, setters, checkers, true)));
  }

  private static void reorder(Scene scene, int setters, int checkers, boolean locked) {
    Cell<Integer> a = scene.cell("a", 0);
    Cell<Integer> b = scene.cell("b", 0);
    Mutex mutex = scene.mutex("m");
    for (int i = 0; i < setters; i++) {
      scene.task("setter " + i, c -> Locks.maybe(c, locked, mutex, () -> {
        a.set(c, 1);
        b.set(c, -1);
      }));
    }
    for (int i = 0; i < checkers; i++) {
      scene.task("checker " + i, c -> Locks.maybe(c, locked, mutex, () ->
          BugFound.unless(agree(c, a, b), "one was written and the other was not")));
    }
  }

  /** Both as at first, or both written; what was read and is not as at first need not be read again. */
  private static boolean agree(Cx cx, Cell<Integer> a, Cell<Integer> b) {
    int first = a.get(cx);
    if (first == 0) {
      if (b.get(cx) == 0) {
        return true;
      }
      first = a.get(cx);
    }
    return first == 1 && b.get(cx) == -1;
  }

  private static void twoStage(List<Bug> all, String name, int writers, Facts facts) {
    all.add(Bug.of(name,
        "Two cells that belong together are written in two sections, and read in between.",
        facts,
        scene -> twoStage(scene, writers, false),
        scene -> twoStage(scene, writers, true)));
  }

  private static void twoStage(Scene scene, int writers, boolean inOne) {
    Cell<Integer> first = scene.cell("d1", 0);
    Cell<Integer> second = scene.cell("d2", 0);
    Mutex one = scene.mutex("l1");
    Mutex two = scene.mutex("l2");
    Mutex both = scene.mutex("both");
    for (int i = 0; i < writers; i++) {
      scene.task("writer " + i, c -> Locks.maybe(c, inOne, both, () -> {
        try (Guard _ = one.lock(c)) {
          first.set(c, 1);
        }
        try (Guard _ = two.lock(c)) {
          second.set(c, first.get(c) + 1);
        }
      }));
    }
    scene.task("reader", c -> Locks.maybe(c, inOne, both, () -> {
      int seen;
      try (Guard _ = one.lock(c)) {
        if (first.get(c) == 0) {
          return;
        }
        seen = first.get(c);
      }
      int next;
      try (Guard _ = two.lock(c)) {
        next = second.get(c);
      }
      BugFound.unless(next == seen + 1, "the second has not been written");
    }));
  }

  private static void wrongLock(List<Bug> all, String name, int others, Facts facts) {
    all.add(Bug.of(name,
        "One task guards the data by one lock, " + others + " by another.",
        facts,
        scene -> wrongLock(scene, others, false),
        scene -> wrongLock(scene, others, true)));
  }

  private static void wrongLock(Scene scene, int others, boolean right) {
    Cell<Integer> data = scene.cell("data", 0);
    Mutex dataLock = scene.mutex("data lock");
    Mutex otherLock = right ? dataLock : scene.mutex("other lock");
    scene.task("owner", c -> {
      try (Guard _ = dataLock.lock(c)) {
        int before = data.get(c);
        data.set(c, data.get(c) + 1);
        BugFound.unless(data.get(c) == before + 1, "somebody else has written");
      }
    });
    for (int i = 0; i < others; i++) {
      scene.task("other " + i, c -> {
        try (Guard _ = otherLock.lock(c)) {
          data.set(c, data.get(c) + 1);
        }
      });
    }
  }

  /** Of the (n+3) 2^(n-2) classes, in 2^(n-1) the reader comes after every writer that it looks at. */
  private static void lastZero(List<Bug> all, int n) {
    long classes = n == 1 ? 2 : (n + 3L) << (n - 2);
    all.add(Bug.of("lastzero_" + n,
        "The last zero of an array is searched without waiting for those who fill it.",
        Facts.classes(classes, classes - (1L << (n - 1))).walkRuns(2),
        scene -> lastZero(scene, n, false),
        scene -> lastZero(scene, n, true)));
  }

  private static void lastZero(Scene scene, int n, boolean waits) {
    List<Cell<Integer>> array = scene.cells("array", n + 1, 0);
    if (!waits) {
      scene.task("reader", c -> search(c, array));
    }
    for (int i = 1; i <= n; i++) {
      int self = i;
      scene.task("writer " + i, c -> array.get(self).set(c, array.get(self - 1).get(c) + 1));
    }
    if (waits) {
      scene.join();
      search(scene.cx(), array);
    }
  }

  private static void search(Cx cx, List<Cell<Integer>> array) {
    int at = array.size() - 1;
    while (array.get(at).get(cx) != 0) {
      at--;
    }
    BugFound.unless(at == 0, "array[" + at + "] was still to be written");
  }
}
