package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import java.util.List;

/** Tasks that wait for each other, and signals that wake nobody, or the wrong one. */
final class Waits {

  private Waits() {}

  static List<Bug> all() {
    return List.of(
        Bug.of("sync01",
            "The producer waits for room that the consumer never makes.",
            Facts.classes(3, 3).walk(1),
            scene -> oneSided(scene, false),
            scene -> oneSided(scene, true)),
        Bug.of("sync02",
            "The consumer has enough before the producer has got rid of everything.",
            Facts.classes(9, 9).walk(1),
            scene -> handOver(scene, 2),
            scene -> handOver(scene, 3)),
        Bug.of("arithmetic_3",
            "The sum is expected to be wrong.",
            Facts.classes(58, 58).walk(1),
            scene -> arithmetic(scene, 3, false),
            scene -> arithmetic(scene, 3, true)),
        buffer("bounded_buffer_a", "One condition for two purposes: a signal wakes a producer instead of a consumer.",
            Facts.classes(56_408, 5_048).walkRuns(3.95), new Shape(2, 2, 2, 2, Flaw.SIGNALS_ONE)),
        buffer("bounded_buffer_b", "One condition for two purposes: a signal wakes a consumer instead of the producer.",
            Facts.NONE.walkRuns(8.2), new Shape(1, 2, 2, 1, Flaw.SIGNALS_ONE)),
        buffer("bounded_buffer_c", "A consumer that was woken does not look again whether something is there.",
            Facts.NONE.walkRuns(5.8), new Shape(1, 2, 2, 1, Flaw.LOOKS_ONCE)),
        buffer("async_appender",
            "Appenders and the dispatcher wait on one condition, and a signal wakes the wrong one.",
            Facts.NONE.walkRuns(2.7), new Shape(3, 1, 1, 3, Flaw.SIGNALS_ONE)),
        Bug.of("pool_wrong_borrower",
            "What comes back to the pool wakes a borrower that cannot use it, while the one that can sleeps on.",
            Facts.NONE.walkRuns(1_200),
            scene -> pool(scene, false),
            scene -> pool(scene, true)));
  }

  private static void oneSided(Scene scene, boolean right) {
    Cell<Integer> held = scene.cell("num", 1);
    Monitor monitor = scene.monitor("m");
    Condition empty = scene.condition("empty");
    Condition full = scene.condition("full");
    scene.task("producer", c -> put(c, monitor, held, empty, full));
    scene.task("consumer", c -> {
      try (Monitor.Inside in = monitor.enter(c)) {
        while (held.get(c) == 0) {
          in.await(full);
        }
        if (right) {
          held.set(c, held.get(c) - 1);
        }
      }
      empty.signal(c);
    });
  }

  private static void put(Cx cx, Monitor monitor, Cell<Integer> held, Condition empty, Condition full) {
    try (Monitor.Inside in = monitor.enter(cx)) {
      while (held.get(cx) > 0) {
        in.await(empty);
      }
      held.set(cx, held.get(cx) + 1);
    }
    full.signal(cx);
  }

  private static void take(Cx cx, Monitor monitor, Cell<Integer> held, Condition empty, Condition full) {
    try (Monitor.Inside in = monitor.enter(cx)) {
      while (held.get(cx) == 0) {
        in.await(full);
      }
      held.set(cx, held.get(cx) - 1);
    }
    empty.signal(cx);
  }

  private static void handOver(Scene scene, int taken) {
    Cell<Integer> held = scene.cell("num", 2);
    Monitor monitor = scene.monitor("m");
    Condition empty = scene.condition("empty");
    Condition full = scene.condition("full");
    scene.task("producer", c -> {
      for (int i = 0; i < 2; i++) {
        put(c, monitor, held, empty, full);
      }
    });
    scene.task("consumer", c -> {
      for (int i = 0; i < taken; i++) {
        take(c, monitor, held, empty, full);
      }
    });
  }

  private static void arithmetic(Scene scene, int n, boolean right) {
    Cell<Integer> held = scene.cell("num", 0);
    Cell<Integer> total = scene.cell("total", 0);
    Monitor monitor = scene.monitor("m");
    Condition empty = scene.condition("empty");
    Condition full = scene.condition("full");
    scene.task("producer", c -> {
      for (int i = 0; i < n; i++) {
        put(c, monitor, held, empty, full);
      }
    });
    scene.task("consumer", c -> {
      for (int i = 0; i < n; i++) {
        try (Monitor.Inside in = monitor.enter(c)) {
          while (held.get(c) == 0) {
            in.await(full);
          }
          total.set(c, total.get(c) + i);
          held.set(c, held.get(c) - 1);
        }
        empty.signal(c);
      }
      total.set(c, total.get(c) + n);
    });
    scene.join();
    boolean asComputed = total.get(scene.cx()) == n * (n + 1) / 2;
    BugFound.unless(asComputed == right, "the sum is as computed: " + asComputed);
  }

  /** What is wrong with a buffer. */
  private enum Flaw {
    NONE,
    SIGNALS_ONE,
    LOOKS_ONCE
  }

  /** Who uses a buffer for one thing, and how often each. */
  private record Shape(int producers, int puts, int consumers, int takes, Flaw flaw) {

    Shape without() {
      return new Shape(producers, puts, consumers, takes, Flaw.NONE);
    }
  }

  private static Bug buffer(String name, String flaw, Facts facts, Shape shape) {
    return Bug.of(name, flaw, facts, scene -> buffer(scene, shape), scene -> buffer(scene, shape.without()));
  }

  private static void buffer(Scene scene, Shape shape) {
    Cell<Integer> held = scene.cell("held", 0);
    Monitor monitor = scene.monitor("m");
    Condition changed = scene.condition("changed");
    for (int p = 0; p < shape.producers; p++) {
      scene.task("producer " + p, c -> {
        for (int i = 0; i < shape.puts; i++) {
          try (Monitor.Inside in = monitor.enter(c)) {
            while (held.get(c) == 1) {
              in.await(changed);
            }
            held.set(c, held.get(c) + 1);
          }
          tell(c, changed, shape.flaw);
        }
      });
    }
    for (int k = 0; k < shape.consumers; k++) {
      scene.task("consumer " + k, c -> {
        for (int i = 0; i < shape.takes; i++) {
          try (Monitor.Inside in = monitor.enter(c)) {
            while (held.get(c) == 0) {
              in.await(changed);
              if (shape.flaw == Flaw.LOOKS_ONCE) {
                break;
              }
            }
            BugFound.unless(held.get(c) > 0, "took what another had taken");
            held.set(c, held.get(c) - 1);
          }
          tell(c, changed, shape.flaw);
        }
      });
    }
  }

  private static void tell(Cx cx, Condition changed, Flaw flaw) {
    if (flaw == Flaw.SIGNALS_ONE) {
      changed.signal(cx);
    } else {
      changed.signalAll(cx);
    }
  }

  private static void pool(Scene scene, boolean all) {
    Monitor monitor = scene.monitor("pool");
    Condition returned = scene.condition("returned");
    List<Cell<Integer>> free = scene.cells("free", 2, 0);
    for (int kind = 0; kind < 2; kind++) {
      Cell<Integer> mine = free.get(kind);
      scene.task("borrower " + kind, c -> {
        try (Monitor.Inside in = monitor.enter(c)) {
          while (mine.get(c) == 0) {
            in.await(returned);
          }
          mine.set(c, mine.get(c) - 1);
        }
      });
    }
    for (int kind = 0; kind < 2; kind++) {
      Cell<Integer> mine = free.get(kind);
      scene.task("returner " + kind, c -> {
        try (Monitor.Inside _ = monitor.enter(c)) {
          mine.set(c, mine.get(c) + 1);
        }
        if (all) {
          returned.signalAll(c);
        } else {
          returned.signal(c);
        }
      });
    }
  }
}
