package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.util.ArrayList;
import java.util.List;

/** Locks that are taken in circles, twice, or not at all. */
final class Locks {

  private Locks() {}

  static List<Bug> all() {
    List<Bug> all = new ArrayList<>(List.of(
        Bug.of("deadlock01",
            "Two tasks take two locks in different orders.",
            Facts.classes(3, 1).walk(0.375),
            scene -> crossed(scene, true),
            scene -> crossed(scene, false)),
        Bug.of("carter01",
            "A task holds the lock that guards the readers' count while it waits for the lock of the writers.",
            Facts.classes(4, 2).walk(0.496094),
            scene -> firstLocks(scene, true),
            scene -> firstLocks(scene, false)),
        Bug.of("phase01",
            "A lock is taken a second time and not given back.",
            Facts.classes(6, 6).walk(1),
            scene -> phases(scene, false),
            scene -> phases(scene, true)),
        Bug.of("lock_order_callback",
            "The evictor asks a connection while it holds the lock of the pool; a connection that closes tells the"
                + " pool while it holds its own.",
            Facts.classes(3, 1).walkRuns(3),
            scene -> callback(scene, true),
            scene -> callback(scene, false))));
    double[] exact = {0.375, 0.168981, 0.0739535, 0.0314631, 0.0131377, 0.00542033};
    for (int n = 2; n <= 7; n++) {
      int seats = n;
      all.add(Bug.of("din_phil_" + n,
          "Each philosopher takes the right fork first, so that all may hold one and wait for the other.",
          Facts.classes((1L << n) - 1, 1).walk(exact[n - 2]),
          scene -> philosophers(scene, seats, false),
          scene -> philosophers(scene, seats, true)));
    }
    return all;
  }

  /** Runs the section, with the lock or without it. */
  static void maybe(Cx cx, boolean locked, Mutex mutex, Runnable section) {
    if (locked) {
      try (Guard _ = mutex.lock(cx)) {
        section.run();
      }
    } else {
      section.run();
    }
  }

  private static void crossed(Scene scene, boolean wrong) {
    Cell<Integer> counter = scene.cell("counter", 0);
    Mutex a = scene.mutex("a");
    Mutex b = scene.mutex("b");
    scene.task("up", c -> {
      try (Guard _ = a.lock(c); Guard _ = b.lock(c)) {
        counter.set(c, counter.get(c) + 1);
      }
    });
    scene.task("down", c -> {
      try (Guard _ = (wrong ? b : a).lock(c); Guard _ = (wrong ? a : b).lock(c)) {
        counter.set(c, counter.get(c) - 1);
      }
    });
  }

  private static void firstLocks(Scene scene, boolean wrong) {
    Mutex counts = scene.mutex("m");
    Mutex writers = scene.mutex("l");
    for (String name : List.of("a", "b")) {
      Cell<Integer> count = scene.cell(name, 0);
      scene.task(name, c -> {
        Guard counting = counts.lock(c);
        count.set(c, count.get(c) + 1);
        boolean first = count.get(c) == 1;
        if (!wrong) {
          counting.release();
        }
        Guard writing = first ? writers.lock(c) : null;
        if (wrong) {
          counting.release();
        }
        try (Guard _ = counts.lock(c)) {
          count.set(c, count.get(c) - 1);
          if (count.get(c) == 0 && writing != null) {
            writing.release();
          }
        }
      });
    }
    scene.task("idle 1", _ -> {});
    scene.task("idle 2", _ -> {});
  }

  /** Here x is a semaphore, because a mutex comes back when its holder ends. */
  private static void phases(Scene scene, boolean right) {
    Semaphore x = scene.semaphore("x", 1);
    Mutex y = scene.mutex("y");
    for (int i = 1; i <= 2; i++) {
      scene.task("t" + i, c -> {
        x.acquire(c).release();
        SemaphorePermit kept = x.acquire(c);
        y.lock(c).release();
        y.lock(c).release();
        if (right) {
          kept.release();
        } else {
          kept.forget();
        }
      });
    }
  }

  private static void philosophers(Scene scene, int seats, boolean right) {
    List<Mutex> forks = new ArrayList<>();
    for (int i = 0; i < seats; i++) {
      forks.add(scene.mutex("fork " + i));
    }
    for (int i = 0; i < seats; i++) {
      Mutex left = forks.get(i);
      Mutex next = forks.get((i + 1) % seats);
      boolean leftFirst = right && i == seats - 1;
      scene.task("philosopher " + i, c -> {
        try (Guard _ = (leftFirst ? left : next).lock(c); Guard _ = (leftFirst ? next : left).lock(c)) {
          // eats
        }
      });
    }
  }

  /** A pool that looks after its connection, and a connection that tells its pool when it closes. */
  private static void callback(Scene scene, boolean wrong) {
    Cell<Boolean> idle = scene.flag("idle", false);
    Cell<Integer> size = scene.cell("pool size", 1);
    Mutex pool = scene.mutex("pool");
    Mutex connection = scene.mutex("connection");
    scene.task("evictor", c -> {
      Guard watching = pool.lock(c);
      boolean some = size.get(c) > 0;
      if (!wrong) {
        watching.release();
      }
      if (some) {
        try (Guard _ = connection.lock(c)) {
          idle.get(c);
        }
      }
      if (wrong) {
        watching.release();
      }
    });
    scene.task("client", c -> {
      try (Guard _ = connection.lock(c)) {
        idle.set(c, true);
        try (Guard _ = pool.lock(c)) {
          size.set(c, size.get(c) + 1);
        }
      }
    });
  }
}
