package dev.asupersync.benchmarks.twin;

import static dev.asupersync.benchmarks.twin.Stage.unless;

import dev.asupersync.benchmarks.twin.Stage.Var;
import java.util.List;

/** Money that is moved. */
final class AccountTwins {

  private AccountTwins() {}

  static List<Twin> all() {
    return List.of(
        new Twin("account", AccountTwins::account),
        new Twin("bank_account", AccountTwins::transfers),
        new Twin("withdraw", AccountTwins::withdrawals),
        new Twin("race01", AccountTwins::counter));
  }

  /** Runs the section, with the lock or without it. */
  static void maybe(boolean locked, Object lock, Runnable section) {
    if (locked) {
      synchronized (lock) {
        section.run();
      }
    } else {
      section.run();
    }
  }

  private static void account(Stage stage, boolean wrong) {
    Var balance = new Var(1);
    Var deposited = new Var(0);
    Var withdrawn = new Var(0);
    Object lock = new Object();
    int expected = wrong ? 1 - 2 - 4 : 1 + 2 - 4;
    stage.task(() -> {
      synchronized (lock) {
        if (deposited.value == 1 && withdrawn.value == 1) {
          unless(balance.value == expected, "the balance is not " + expected);
        }
      }
    });
    stage.task(() -> {
      synchronized (lock) {
        balance.value = balance.value + 2;
        deposited.value = 1;
      }
    });
    stage.task(() -> {
      synchronized (lock) {
        balance.value = balance.value - 4;
        withdrawn.value = 1;
      }
    });
  }

  private static void transfers(Stage stage, boolean wrong) {
    Var from = new Var(1000);
    Var to = new Var(1000);
    Object lock = new Object();
    for (int amount : new int[] {500, 700}) {
      stage.task(() -> maybe(!wrong, lock, () -> {
        if (from.value >= amount) {
          from.value = from.value - amount;
          to.value = to.value + amount;
        }
      }));
    }
    stage.join();
    int left = from.value;
    unless(left >= 0 && left + to.value == 2000, "money was made or lost");
  }

  private static void withdrawals(Stage stage, boolean wrong) {
    Var balance = new Var(1000);
    Object lock = new Object();
    for (int amount : new int[] {500, 700}) {
      stage.task(() -> maybe(!wrong, lock, () -> {
        if (balance.value >= amount) {
          balance.value = balance.value - amount;
        }
        unless(balance.value > 0, "the account is overdrawn");
      }));
    }
  }

  private static void counter(Stage stage, boolean wrong) {
    Var counter = new Var(0);
    Object lock = new Object();
    for (int i = 0; i < 2; i++) {
      stage.task(() -> maybe(!wrong, lock, () -> counter.value = counter.value + 1));
    }
    stage.join();
    unless(counter.value == 2, "an update was lost");
  }
}
