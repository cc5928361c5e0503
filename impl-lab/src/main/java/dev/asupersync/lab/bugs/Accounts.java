package dev.asupersync.lab.bugs;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.List;

/** Money that is moved. */
final class Accounts {

  private Accounts() {}

  static List<Bug> all() {
    return List.of(
        Bug.of("account",
            "The checker expects a balance that is never right once both others are done.",
            Facts.classes(6, 2).walk(0.136285),
            scene -> account(scene, 1 - 2 - 4),
            scene -> account(scene, 1 + 2 - 4)),
        Bug.of("bank_account",
            "Two transfers check and change the balances without a lock.",
            Facts.classes(18, 14).walkRuns(2.3),
            scene -> transfers(scene, false),
            scene -> transfers(scene, true)),
        Bug.of("withdraw",
            "Two withdrawals check and change the balance without a lock.",
            Facts.classes(10, 4).walkRuns(4.3),
            scene -> withdrawals(scene, false),
            scene -> withdrawals(scene, true)),
        Bug.of("race01",
            "Two tasks add one to a counter by a read and a write.",
            Facts.classes(4, 2).walk(0.375),
            scene -> counter(scene, false),
            scene -> counter(scene, true)));
  }

  private static void account(Scene scene, int expected) {
    Cell<Integer> balance = scene.cell("balance", 1);
    Cell<Boolean> deposited = scene.flag("deposited", false);
    Cell<Boolean> withdrawn = scene.flag("withdrawn", false);
    Mutex mutex = scene.mutex("m");
    scene.task("checker", c -> {
      try (Guard _ = mutex.lock(c)) {
        if (deposited.get(c) && withdrawn.get(c)) {
          BugFound.unless(balance.get(c) == expected, "the balance is not " + expected);
        }
      }
    });
    scene.task("depositor", c -> {
      try (Guard _ = mutex.lock(c)) {
        balance.set(c, balance.get(c) + 2);
        deposited.set(c, true);
      }
    });
    scene.task("withdrawer", c -> {
      try (Guard _ = mutex.lock(c)) {
        balance.set(c, balance.get(c) - 4);
        withdrawn.set(c, true);
      }
    });
  }

  private static void transfers(Scene scene, boolean locked) {
    Cell<Integer> from = scene.cell("from", 1000);
    Cell<Integer> to = scene.cell("to", 1000);
    Mutex mutex = scene.mutex("m");
    for (int amount : new int[] {500, 700}) {
      scene.task("transfer " + amount, c -> Locks.maybe(c, locked, mutex, () -> {
        if (from.get(c) >= amount) {
          from.set(c, from.get(c) - amount);
          to.set(c, to.get(c) + amount);
        }
      }));
    }
    scene.join();
    Cx own = scene.cx();
    int left = from.get(own);
    BugFound.unless(left >= 0 && left + to.get(own) == 2000, "money was made or lost");
  }

  private static void withdrawals(Scene scene, boolean locked) {
    Cell<Integer> balance = scene.cell("balance", 1000);
    Mutex mutex = scene.mutex("m");
    for (int amount : new int[] {500, 700}) {
      scene.task("withdraw " + amount, c -> Locks.maybe(c, locked, mutex, () -> {
        if (balance.get(c) >= amount) {
          balance.set(c, balance.get(c) - amount);
        }
        BugFound.unless(balance.get(c) > 0, "the account is overdrawn");
      }));
    }
  }

  private static void counter(Scene scene, boolean atomic) {
    Cell<Integer> counter = scene.cell("counter", 0);
    for (int i = 0; i < 2; i++) {
      scene.task("t" + i, c -> {
        if (atomic) {
          counter.update(c, n -> n + 1);
        } else {
          counter.set(c, counter.get(c) + 1);
        }
      });
    }
    scene.join();
    BugFound.unless(counter.get(scene.cx()) == 2, "an update was lost");
  }
}
