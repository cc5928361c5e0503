package dev.asupersync.benchmarks.twin;

import dev.asupersync.benchmarks.twin.Stage.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Locks that are taken in circles. */
final class LockTwins {

  private LockTwins() {}

  static List<Twin> all() {
    List<Twin> all = new ArrayList<>(List.of(
        new Twin("deadlock01", LockTwins::crossed),
        new Twin("lock_order_callback", LockTwins::callback)));
    for (int n = 2; n <= 7; n++) {
      int seats = n;
      all.add(new Twin("din_phil_" + n, (stage, wrong) -> philosophers(stage, wrong, seats)));
    }
    return all;
  }

  private static void crossed(Stage stage, boolean wrong) {
    Var counter = new Var(0);
    Object a = new Object();
    Object b = new Object();
    stage.task(() -> {
      synchronized (a) {
        synchronized (b) {
          counter.value = counter.value + 1;
        }
      }
    });
    stage.task(() -> {
      synchronized (wrong ? b : a) {
        synchronized (wrong ? a : b) {
          counter.value = counter.value - 1;
        }
      }
    });
  }

  private static void callback(Stage stage, boolean wrong) {
    Var idle = new Var(0);
    Var size = new Var(1);
    Object pool = new Object();
    Object connection = new Object();
    stage.task(() -> {
      if (wrong) {
        synchronized (pool) {
          if (size.value > 0) {
            look(connection, idle);
          }
        }
      } else {
        boolean some;
        synchronized (pool) {
          some = size.value > 0;
        }
        if (some) {
          look(connection, idle);
        }
      }
    });
    stage.task(() -> {
      synchronized (connection) {
        idle.value = 1;
        synchronized (pool) {
          size.value = size.value + 1;
        }
      }
    });
  }

  private static int look(Object connection, Var idle) {
    synchronized (connection) {
      return idle.value;
    }
  }

  private static void philosophers(Stage stage, boolean wrong, int seats) {
    List<Object> forks = Stream.generate(Object::new).limit(seats).toList();
    for (int i = 0; i < seats; i++) {
      boolean leftFirst = !wrong && i == seats - 1;
      Object left = forks.get(i);
      Object next = forks.get((i + 1) % seats);
      stage.task(() -> {
        synchronized (leftFirst ? left : next) {
          synchronized (leftFirst ? next : left) {
            // eats
          }
        }
      });
    }
  }
}
