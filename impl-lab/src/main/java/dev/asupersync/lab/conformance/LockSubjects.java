package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.sync.Barrier;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import dev.asupersync.sync.Notify;
import dev.asupersync.sync.OnceCell;
import dev.asupersync.sync.Pool;
import dev.asupersync.sync.PoolLease;
import dev.asupersync.sync.RwLock;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.time.Duration;
import java.util.List;

/** What is taken is given back, and nobody is inside who must not be. */
final class LockSubjects {

  private LockSubjects() {}

  static List<Subject> all() {
    return List.of(
        Play.exactlyOnce("mutex", LockSubjects::mutex),
        Play.exactlyOnce("read-write lock", LockSubjects::readWriteLock),
        Play.exactlyOnce("semaphore", LockSubjects::semaphore),
        Play.exactlyOnce("notify", LockSubjects::signals),
        Play.exactlyOnce("barrier", LockSubjects::barrier),
        Play.exactlyOnce("once-cell", LockSubjects::onceCell),
        Play.exactlyOnce("pool", LockSubjects::pool));
  }

  /** How many are inside now. */
  private static final class Inside {
    private int readers;
    private int writers;

    void write(Cx cx, Goods goods) {
      goods.check(++writers == 1 && readers == 0, "two were inside at once");
      cx.sleep(Duration.ofMillis(1));
    }

    void read(Cx cx, Goods goods) {
      readers++;
      goods.check(writers == 0, "a reader and a writer were inside at once");
      cx.sleep(Duration.ofMillis(1));
    }
  }

  private static void mutex(Scope<RuntimeException> scope, Goods goods) {
    Mutex mutex = scope.open(Mutex.create());
    Inside inside = new Inside();
    for (int i = 0; i < 3; i++) {
      scope.launch(c -> {
        try (Guard _ = mutex.lock(c)) {
          try {
            inside.write(c, goods);
          } finally {
            inside.writers--;
          }
        }
      });
    }
    scope.defer(_ -> goods.check(inside.writers == 0 && !mutex.isPoisoned(), "the mutex was left locked or poisoned"));
  }

  private static void readWriteLock(Scope<RuntimeException> scope, Goods goods) {
    RwLock lock = scope.open(RwLock.create());
    Inside inside = new Inside();
    for (int i = 0; i < 4; i++) {
      boolean writes = i % 2 == 0;
      scope.launch(c -> {
        if (writes) {
          try (Guard _ = lock.write(c)) {
            try {
              inside.write(c, goods);
            } finally {
              inside.writers--;
            }
          }
        } else {
          lock.reading(c, () -> {
            try {
              inside.read(c, goods);
              return "";
            } finally {
              inside.readers--;
            }
          });
        }
      });
    }
  }

  private static void semaphore(Scope<RuntimeException> scope, Goods goods) {
    Semaphore semaphore = scope.open(Semaphore.of(2));
    int[] taken = {0};
    for (int i = 1; i <= 3; i++) {
      int wanted = 1 + i % 2;
      scope.launch(c -> {
        try (SemaphorePermit _ = semaphore.acquire(c, wanted)) {
          taken[0] += wanted;
          try {
            goods.check(taken[0] <= 2, taken[0] + " of 2 permits were out");
            c.sleep(Duration.ofMillis(1));
          } finally {
            taken[0] -= wanted;
          }
        }
      });
    }
    scope.defer(_ -> goods.check(semaphore.available() == 2, semaphore.available() + " of 2 permits came back"));
  }

  /** Each notification ends one wait or is still there: none ends with somebody who was cancelled or gave up. */
  private static void signals(Scope<RuntimeException> scope, Goods goods) {
    Notify bell = scope.open(Notify.create());
    int[] rung = {0};
    int[] heard = {0};
    scope.defer(c -> {
      int left = 0;
      while (bell.await(c, Duration.ofMillis(1))) {
        left++;
      }
      goods.check(
          heard[0] + left == rung[0], "rung " + rung[0] + " times, heard " + heard[0] + ", left " + left);
    });
    for (int i = 0; i < 2; i++) {
      scope.launch(c -> {
        if (bell.await(c, Duration.ofMillis(1))) {
          heard[0]++;
        }
      });
    }
    for (int i = 0; i < 2; i++) {
      bell.notifyOne(scope.cx());
      rung[0]++;
      scope.cx().sleep(Duration.ofMillis(1));
    }
  }

  /** Whoever is cancelled no longer counts, so the last one leaves by its own time limit. */
  private static void barrier(Scope<RuntimeException> scope, Goods goods) {
    Barrier barrier = scope.open(Barrier.of(2));
    int[] leaders = {0};
    for (int i = 0; i < 2; i++) {
      scope.launch(c -> c.region(
          RegionOptions.named("at the barrier").withTimeout(Duration.ofSeconds(1)),
          inner -> {
            if (barrier.await(inner.cx())) {
              leaders[0]++;
            }
            return "";
          }));
    }
    scope.defer(_ -> goods.check(leaders[0] <= 1, leaders[0] + " led one generation"));
  }

  private static void onceCell(Scope<RuntimeException> scope, Goods goods) {
    OnceCell<String> cell = scope.open(OnceCell.create());
    int[] made = {0};
    for (int i = 0; i < 3; i++) {
      scope.launch(c -> {
        String value = cell.getOrInit(c, () -> {
          c.sleep(Duration.ofMillis(1));
          made[0]++;
          return "value";
        });
        goods.check(value.equals("value") && made[0] == 1, "was made " + made[0] + " times");
      });
    }
  }

  private static void pool(Scope<RuntimeException> scope, Goods goods) {
    int[] number = {0};
    Pool<String> pool = scope.open(
        Pool.of(
            c -> {
              c.checkpoint();
              String made = "thing " + number[0]++;
              goods.sent(made);
              return made;
            },
            goods::arrived));
    for (int i = 0; i < 3; i++) {
      scope.launch(c -> {
        try (PoolLease<String> lease = pool.acquire(c)) {
          c.sleep(Duration.ofMillis(1));
          goods.check(!lease.value().isEmpty(), "nothing was lent");
        }
      });
    }
  }
}
