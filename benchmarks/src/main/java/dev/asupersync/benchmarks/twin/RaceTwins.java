package dev.asupersync.benchmarks.twin;

import static dev.asupersync.benchmarks.twin.AccountTwins.maybe;
import static dev.asupersync.benchmarks.twin.Stage.unless;

import dev.asupersync.benchmarks.twin.Stage.Var;
import java.util.List;

/** A look and what follows from it, with something in between. */
final class RaceTwins {

  private RaceTwins() {}

  static List<Twin> all() {
    return List.of(
        new Twin("bluetooth_driver", RaceTwins::bluetooth),
        new Twin("stringbuffer", RaceTwins::stringBuffer),
        new Twin("double_init", RaceTwins::doubleInit),
        new Twin("check_then_act", RaceTwins::checkThenAct),
        new Twin("free_vs_use", RaceTwins::freeVsUse));
  }

  /** The driver, its count of those inside, and how to leave it. */
  private record Driver(Var pending, Var stopping, Var event, Var stopped, Object lock) {

    void leave() {
      int left;
      synchronized (lock) {
        pending.value = pending.value - 1;
        left = pending.value;
      }
      if (left == 0) {
        event.value = 1;
      }
    }

    void stop() {
      stopping.value = 1;
      leave();
      if (event.value == 1) {
        stopped.value = 1;
      }
    }

    boolean enter() {
      if (stopping.value == 1) {
        return false;
      }
      synchronized (lock) {
        pending.value = pending.value + 1;
      }
      return true;
    }

    boolean enterAtOnce() {
      synchronized (lock) {
        if (stopping.value == 1) {
          return false;
        }
        pending.value = pending.value + 1;
        return true;
      }
    }
  }

  private static void bluetooth(Stage stage, boolean wrong) {
    Driver driver = new Driver(new Var(1), new Var(0), new Var(0), new Var(0), new Object());
    stage.task(driver::stop);
    stage.start();
    stage.here(() -> {
      if (wrong ? driver.enter() : driver.enterAtOnce()) {
        unless(driver.stopped.value == 0, "the driver has stopped while somebody is inside");
      }
      driver.leave();
    });
  }

  private static void stringBuffer(Stage stage, boolean wrong) {
    Var source = new Var(3);
    Object whole = new Object();
    Object sourceLock = new Object();
    Object targetLock = new Object();
    stage.task(() -> maybe(!wrong, whole, () -> {
      synchronized (sourceLock) {
        source.value = source.value - 3;
      }
      synchronized (sourceLock) {
        source.value = source.value + 3;
      }
    }));
    stage.start();
    stage.here(() -> maybe(!wrong, whole, () -> {
      synchronized (targetLock) {
        int length;
        synchronized (sourceLock) {
          length = source.value;
        }
        synchronized (sourceLock) {
          unless(length <= source.value, "took more than there is");
        }
      }
    }));
  }

  private static void doubleInit(Stage stage, boolean wrong) {
    Var instance = new Var(0);
    Object lock = new Object();
    for (int i = 1; i <= 2; i++) {
      int made = i;
      stage.task(() -> {
        maybe(!wrong, lock, () -> {
          if (instance.value == 0) {
            instance.value = made;
          }
        });
        int used = instance.value;
        unless(instance.value == used, "it was made twice");
      });
    }
  }

  private static void checkThenAct(Stage stage, boolean wrong) {
    Var lent = new Var(0);
    Object lock = new Object();
    for (int i = 0; i < 2; i++) {
      stage.task(() -> maybe(!wrong, lock, () -> {
        if (lent.value < 1) {
          add(lent, 1);
          unless(lent.value == 1, "the only one was lent twice");
          add(lent, -1);
        }
      }));
    }
  }

  private static void add(Var to, int more) {
    synchronized (to) {
      to.value = to.value + more;
    }
  }

  private static void freeVsUse(Stage stage, boolean wrong) {
    Var open = new Var(1);
    Var freed = new Var(0);
    Object lock = new Object();
    stage.task(() -> maybe(!wrong, lock, () -> {
      if (open.value == 1) {
        unless(freed.value == 0, "used what was freed");
      }
    }));
    stage.task(() -> maybe(!wrong, lock, () -> {
      open.value = 0;
      freed.value = 1;
    }));
  }
}
