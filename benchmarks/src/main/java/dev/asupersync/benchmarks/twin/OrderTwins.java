package dev.asupersync.benchmarks.twin;

import static dev.asupersync.benchmarks.twin.AccountTwins.maybe;
import static dev.asupersync.benchmarks.twin.Stage.unless;

import dev.asupersync.benchmarks.twin.Stage.Var;
import java.util.ArrayList;
import java.util.List;

/** Steps that happen in an order that nobody thought of. */
final class OrderTwins {

  private OrderTwins() {}

  static List<Twin> all() {
    List<Twin> all = new ArrayList<>(List.of(
        new Twin("lazy01", OrderTwins::lazy), new Twin("token_ring", OrderTwins::tokenRing)));
    for (int setters : new int[] {2, 3, 4, 9}) {
      all.add(new Twin("reorder_" + (setters + 1), (stage, wrong) -> reorder(stage, wrong, setters, 1)));
    }
    all.add(new Twin("reorder_20", (stage, wrong) -> reorder(stage, wrong, 10, 10)));
    all.add(new Twin("twostage", (stage, wrong) -> twoStage(stage, wrong, 1)));
    all.add(new Twin("twostage_20", (stage, wrong) -> twoStage(stage, wrong, 19)));
    for (int others : new int[] {1, 3, 7}) {
      all.add(new Twin("wronglock_" + others, (stage, wrong) -> wrongLock(stage, wrong, others)));
    }
    for (int n = 1; n <= 5; n++) {
      int writers = n;
      all.add(new Twin("lastzero_" + n, (stage, wrong) -> lastZero(stage, wrong, writers)));
    }
    return all;
  }

  private static void lazy(Stage stage, boolean wrong) {
    Var data = new Var(0);
    Object lock = new Object();
    for (int more = 1; more <= 2; more++) {
      int add = more;
      stage.task(() -> {
        synchronized (lock) {
          data.value = data.value + add;
        }
      });
    }
    stage.task(() -> {
      synchronized (lock) {
        unless(data.value <= (wrong ? 2 : 3), "both have added before");
      }
    });
  }

  private static void tokenRing(Stage stage, boolean wrong) {
    List<Var> x = List.of(new Var(1), new Var(2), new Var(1));
    List<Var> done = Stage.vars(3, 0);
    Object lock = new Object();
    for (int i = 0; i < 3; i++) {
      int self = i;
      stage.task(() -> {
        synchronized (lock) {
          int before = x.get((self + 2) % 3).value;
          x.get(self).value = self == 0 ? (before + 1) % 4 : before;
          done.get(self).value = 1;
        }
      });
    }
    stage.task(() -> {
      synchronized (lock) {
        if (done.get(0).value == 1 && done.get(1).value == 1 && done.get(2).value == 1) {
          boolean same = x.get(0).value == x.get(1).value && x.get(1).value == x.get(2).value;
          unless(same || !wrong, "the token got lost");
        }
      }
    });
  }

  private static void reorder(Stage stage, boolean wrong, int setters, int checkers) {
    Var a = new Var(0);
    Var b = new Var(0);
    Object lock = new Object();
    for (int i = 0; i < setters; i++) {
      stage.task(() -> maybe(!wrong, lock, () -> {
        a.value = 1;
        b.value = -1;
      }));
    }
    for (int i = 0; i < checkers; i++) {
      stage.task(() -> maybe(!wrong, lock, () -> unless(agree(a, b), "one was written and the other was not")));
    }
  }

  private static boolean agree(Var a, Var b) {
    int first = a.value;
    if (first == 0) {
      if (b.value == 0) {
        return true;
      }
      first = a.value;
    }
    return first == 1 && b.value == -1;
  }

  private static void twoStage(Stage stage, boolean wrong, int writers) {
    Var first = new Var(0);
    Var second = new Var(0);
    Object one = new Object();
    Object two = new Object();
    Object both = new Object();
    for (int i = 0; i < writers; i++) {
      stage.task(() -> maybe(!wrong, both, () -> {
        synchronized (one) {
          first.value = 1;
        }
        synchronized (two) {
          second.value = first.value + 1;
        }
      }));
    }
    stage.task(() -> maybe(!wrong, both, () -> {
      int seen;
      synchronized (one) {
        if (first.value == 0) {
          return;
        }
        seen = first.value;
      }
      int next;
      synchronized (two) {
        next = second.value;
      }
      unless(next == seen + 1, "the second has not been written");
    }));
  }

  private static void wrongLock(Stage stage, boolean wrong, int others) {
    Var data = new Var(0);
    Object dataLock = new Object();
    Object otherLock = wrong ? new Object() : dataLock;
    stage.task(() -> {
      synchronized (dataLock) {
        int before = data.value;
        data.value = data.value + 1;
        unless(data.value == before + 1, "somebody else has written");
      }
    });
    for (int i = 0; i < others; i++) {
      stage.task(() -> {
        synchronized (otherLock) {
          data.value = data.value + 1;
        }
      });
    }
  }

  private static void lastZero(Stage stage, boolean wrong, int n) {
    List<Var> array = Stage.vars(n + 1, 0);
    if (wrong) {
      stage.task(() -> search(array));
    }
    for (int i = 1; i <= n; i++) {
      int self = i;
      stage.task(() -> array.get(self).value = array.get(self - 1).value + 1);
    }
    if (!wrong) {
      stage.join();
      search(array);
    }
  }

  private static void search(List<Var> array) {
    int at = array.size() - 1;
    while (array.get(at).value != 0) {
      at--;
    }
    unless(at == 0, "array[" + at + "] was still to be written");
  }
}
