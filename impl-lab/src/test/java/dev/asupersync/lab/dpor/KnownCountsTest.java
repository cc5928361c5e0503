package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs whose classes Concuerror, Nidhugg, GenMC or arithmetic have counted. */
class KnownCountsTest {

  private static Model.Body write(int cell, int value) {
    return (c, v, m) -> v.get(cell).set(c, value);
  }

  private static Model.Body swap(int expected, int value) {
    return (c, v, m) -> v.get(0).compareAndSet(c, expected, value);
  }

  private static Model.Body read(int... cells) {
    return (c, v, m) -> {
      for (int cell : cells) {
        v.get(cell).get(c);
      }
    };
  }

  private static Arguments known(String name, int classes, Model model) {
    return Arguments.of(name, classes, model.program());
  }

  /** Where arithmetic tells how many there are. */
  static Stream<Arguments> basics() {
    List<Arguments> all = new ArrayList<>();
    all.add(known("independent tasks", 1, Model.with(3, 0).tasks(3, i -> writes(i, 2))));
    int[] factorial = {1, 1, 2, 6, 24, 120, 720, 5040};
    for (int n = 2; n <= 7; n++) {
      all.add(known(n + " writers", factorial[n], Model.with(1, 0).tasks(n, i -> write(0, i))));
      all.add(known(n + " critical sections", factorial[n],
          Model.with(0, 1).tasks(n, i -> (c, v, m) -> m.getFirst().lock(c).release())));
    }
    for (int n = 2; n <= 4; n++) {
      all.add(known(n + " writers and a reader", factorial[n + 1],
          Model.with(1, 0).tasks(n, i -> write(0, i)).task(read(0))));
    }
    int[] binomial = {1, 2, 6, 20, 70};
    for (int k = 1; k <= 4; k++) {
      int times = k;
      all.add(known("2 tasks, writes each: " + k, binomial[k], Model.with(1, 0).tasks(2, i -> writes(0, times))));
    }
    for (int n : new int[] {2, 3, 6, 8, 13}) {
      all.add(known("readers " + n, 1 << n, Model.with(1, 0).task(write(0, 1)).tasks(n, i -> read(0))));
    }
    for (int n = 2; n <= 4; n++) {
      int square = factorial[n] * factorial[n];
      all.add(known("binc " + n, square, Model.with(2, 0).tasks(n, i -> updates(2))));
      all.add(known("cinc " + n, square * factorial[n], Model.with(3, 0).tasks(n, i -> updates(3))));
      all.add(known("rw " + n, square,
          Model.with(1, 0).tasks(n, i -> (c, v, m) -> v.get(0).set(c, v.get(0).get(c) + 1))));
    }
    all.add(known("one order of two locks and the other", 3,
        Model.with(0, 2).task(nested(0, 1)).task(nested(1, 0))));
    return all.stream();
  }

  private static Model.Body writes(int cell, int times) {
    return (c, v, m) -> {
      for (int i = 0; i < times; i++) {
        v.get(cell).set(c, i);
      }
    };
  }

  private static Model.Body updates(int cells) {
    return (c, v, m) -> {
      for (int cell = 0; cell < cells; cell++) {
        v.get(cell).update(c, before -> before + 1);
      }
    };
  }

  /** Whether an attempt changes something is part of what it touches. */
  static Stream<Arguments> attempts() {
    List<Arguments> all = new ArrayList<>();
    for (int n = 2; n <= 6; n++) {
      all.add(known("cas " + n, n, Model.with(1, 0).tasks(n, i -> swap(0, i + 1))));
    }
    int[] chains = {2, 5, 14, 43, 144, 523, 2048, 8597};
    for (int n = 2; n <= 9; n++) {
      all.add(known("casrot " + n, chains[n - 2], Model.with(1, 0).tasks(n, i -> swap(i, i + 1))));
    }
    int[] swapAndWrite = {6, 66, 1200};
    for (int n = 2; n <= 4; n++) {
      all.add(known("casw " + n, swapAndWrite[n - 2], Model.with(1, 0).tasks(n, i -> (c, v, m) -> {
        v.get(0).compareAndSet(c, 0, i + 1);
        v.get(0).set(c, i + 1);
      })));
    }
    int[] afterWrite = {2, 5, 13, 33, 81};
    for (int n = 1; n <= 5; n++) {
      all.add(known("wcas " + n, afterWrite[n - 1],
          Model.with(1, 0).task(write(0, 100)).tasks(n, i -> swap(100, i + 1))));
    }
    for (int n = 2; n <= 5; n++) {
      all.add(Arguments.of("tryLock only, " + n, n, triesOnly(n)));
    }
    all.add(known("tryLock and a section, 2", 4, Model.with(1, 1).tasks(2, i -> (c, v, m) ->
        m.getFirst().tryLock(c).ifPresent(guard -> {
          try (guard) {
            v.getFirst().set(c, v.getFirst().get(c) + 1);
          }
        }))));
    return all.stream();
  }

  /** Nobody gives the lock back before all have tried. */
  private static Task<String, Exception> triesOnly(int n) {
    return cx -> cx.region(Exception.class, outer -> {
      Mutex mutex = outer.open(Mutex.create());
      Channel<String> all = outer.open(Channel.bounded(1));
      Sender<String> tried = all.sender();
      Receiver<String> told = all.receiver();
      Guard[] taken = new Guard[1];
      TaskHandle<?, ?> keeper = outer.launch(c -> {
        told.recv(c);
        taken[0].release();
      });
      outer.cx().region(Exception.class, inner -> {
        for (int i = 0; i < n; i++) {
          inner.launch(c -> mutex.tryLock(c).ifPresent(guard -> {
            taken[0] = guard;
            guard.transfer(keeper);
          }));
        }
        return "";
      }).orThrow();
      tried.send(outer.cx(), "all have tried");
      return "";
    }).orThrow();
  }

  /** Two cells, a few steps. */
  static Stream<Arguments> litmus() {
    List<Arguments> all = new ArrayList<>();
    all.add(known("message passing", 3, Model.with(2, 0).task((c, v, m) -> {
      v.get(0).set(c, 1);
      v.get(1).set(c, 1);
    }).task(read(1, 0))));
    all.add(known("store buffering", 3, Model.with(2, 0)
        .task((c, v, m) -> {
          v.get(0).set(c, 1);
          v.get(1).get(c);
        })
        .task((c, v, m) -> {
          v.get(1).set(c, 1);
          v.get(0).get(c);
        })));
    all.add(known("two by two writes", 3, Model.with(2, 0)
        .task((c, v, m) -> {
          v.get(0).set(c, 1);
          v.get(1).set(c, 2);
        })
        .task((c, v, m) -> {
          v.get(1).set(c, 1);
          v.get(0).set(c, 2);
        })));
    all.add(known("independent reads of independent writes", 15,
        Model.with(2, 0).task(write(0, 1)).task(write(1, 1)).task(read(0, 1)).task(read(1, 0))));
    all.add(known("the five classes", 5, Model.with(3, 0)
        .task(write(0, 1)).task(write(1, 1))
        .task((c, v, m) -> {
          if (v.get(1).get(c) == 0) {
            v.get(2).set(c, 1);
          }
        })
        .task((c, v, m) -> {
          if (v.get(2).get(c) == 1 && v.get(1).get(c) == 0) {
            v.get(0).set(c, 2);
          }
        })));
    return all.stream();
  }

  static Stream<Arguments> classics() {
    List<Arguments> all = new ArrayList<>();
    int[] redundant = {12, 90, 560};
    for (int k = 1; k <= 3; k++) {
      int times = k;
      all.add(known("redundant_co " + k, redundant[k - 1], Model.with(1, 0)
          .tasks(2, i -> (c, v, m) -> {
            for (int time = 0; time < times; time++) {
              v.getFirst().set(c, i);
            }
          }).task(read(0, 0))));
    }
    int[] fib = {11, 140, 1698};
    for (int k = 1; k <= 3; k++) {
      all.add(known("fib_bench " + k, fib[k - 1], fib(k)));
    }
    all.add(Arguments.of("sigma 3", 15, sigma(3)));
    all.add(Arguments.of("sigma 4", 105, sigma(4)));
    for (int n : new int[] {11, 12, 13, 15}) {
      all.add(known("indexer " + n, n < 12 ? 1 : 1 << 3 * (n - 11), indexer(n)));
    }
    for (int n : new int[] {13, 14, 16, 18, 19}) {
      all.add(known("filesystem " + n, 1 << n - 13, filesystem(n)));
    }
    for (int n : new int[] {1, 2, 3, 4, 5, 10}) {
      all.add(known("lastzero " + n, n == 1 ? 2 : (n + 3) << n - 2, lastzero(n)));
    }
    for (int n = 2; n <= 7; n++) {
      int seats = n;
      all.add(known("philosophers " + n, (1 << n) - 1,
          Model.with(0, n).tasks(n, i -> nested((i + 1) % seats, i))));
    }
    all.add(known("philosophers in order 3", 6,
        Model.with(0, 3).tasks(3, i -> nested(Math.min(i, (i + 1) % 3), Math.max(i, (i + 1) % 3)))));
    return all.stream();
  }

  private static Model.Body nested(int first, int second) {
    return (c, v, m) -> {
      try (Guard one = m.get(first).lock(c);
          Guard other = m.get(second).lock(c)) {
        c.taskId();
      }
    };
  }

  private static Model fib(int k) {
    return Model.with(2, 0)
        .tasks(2, i -> (c, v, m) -> {
          for (int time = 0; time < k; time++) {
            int sum = v.get(0).get(c) + v.get(1).get(c);
            v.get(i).set(c, sum);
          }
        })
        .task(read(0, 1));
  }

  private static Task<String, Exception> sigma(int n) {
    return cx -> cx.region(Exception.class, scope -> {
      Cell<Integer> index = scope.open(Cell.of(-1));
      List<Cell<Integer>> array = IntStream.range(0, n).mapToObj(_ -> scope.open(Cell.of(0))).toList();
      for (int i = 0; i < n; i++) {
        index.update(scope.cx(), at -> at + 1);
        scope.launch(c -> array.get(index.get(c)).set(c, 1));
      }
      return "";
    }).orThrow();
  }

  private static Model indexer(int n) {
    return Model.with(128, 0).tasks(n, tid -> (c, v, m) -> {
      for (int k = 1; k <= 4; k++) {
        int word = k * 11 + tid;
        int at = word * 7 % 128;
        while (!v.get(at).compareAndSet(c, 0, word)) {
          at = (at + 1) % 128;
        }
      }
    });
  }

  /** Cells and locks: first 32 of inodes, then 26 of blocks. */
  private static Model filesystem(int n) {
    return Model.with(58, 58).tasks(n, tid -> (c, v, m) -> {
      int inode = tid % 32;
      try (Guard one = m.get(inode).lock(c)) {
        int block = inode * 2 % 26;
        boolean placed = v.get(inode).get(c) != 0;
        while (!placed) {
          try (Guard other = m.get(32 + block).lock(c)) {
            if (v.get(32 + block).get(c) == 0) {
              v.get(32 + block).set(c, 1);
              v.get(inode).set(c, block + 1);
              placed = true;
            }
          }
          block = (block + 1) % 26;
        }
      }
    });
  }

  static Model lastzero(int n) {
    Model model = Model.with(n + 1, 0).task((c, v, m) -> {
      int i = n;
      while (v.get(i).get(c) != 0) {
        i--;
      }
    });
    return model.tasks(n, i -> (c, v, m) -> v.get(i + 1).set(c, v.get(i).get(c) + 1));
  }

  /** What Concuerror's suite of tests has, row by row of its table. */
  static Stream<Arguments> concuerror() {
    return Stream.of(
        known("many_initials", 5, Model.with(3, 0).tasks(3, i -> write(i, 1)).task((c, v, m) -> {
          int y = v.get(1).get(c);
          if (v.get(2).get(c) == 1 && y == 1) {
            v.get(0).get(c);
          }
        })),
        known("depend_1", 12, Model.with(3, 0).tasks(3, i -> write(i, 1))
            .task((c, v, m) -> {
              if (v.get(0).get(c) == 1 && v.get(1).get(c) == 1) {
                v.get(2).get(c);
              }
            })
            .task(ifThenRead(1, 2))),
        known("diff_dep_1", 9,
            Model.with(3, 0).tasks(3, i -> write(i, 1)).task(ifThenRead(2, 0)).task(ifThenRead(1, 0))),
        known("complete_test_1", 48, Model.with(2, 0).task(write(1, 1)).task(write(0, 1))
            .task((c, v, m) -> {
              if (v.get(0).get(c) == 0) {
                v.get(1).get(c);
              }
            })
            .task(read(0, 1)).task(write(0, 2))),
        known("two_writers_readers_1", 9, Model.with(2, 0).task((c, v, m) -> {
          v.get(0).set(c, 1);
          v.get(0).set(c, 2);
        }).tasks(2, i -> read(1, 0))),
        known("two_writers_readers_2", 18, Model.with(2, 0).tasks(2, i -> write(0, i)).tasks(2, i -> read(1, 0))),
        known("combination_lock_1", 6, combinationLock()),
        known("sleeping_races_6", 10, sleepingRaces()),
        known("long_chain", 20, longChain()));
  }

  private static Model.Body ifThenRead(int first, int second) {
    return (c, v, m) -> {
      if (v.get(first).get(c) == 1) {
        v.get(second).get(c);
      }
    };
  }

  private static Model.Body ifThenWrite(int first, int second) {
    return (c, v, m) -> {
      if (v.get(first).get(c) == 1) {
        v.get(second).set(c, 1);
      }
    };
  }

  /** The cells are v, w, x, y and z. */
  private static Model combinationLock() {
    return Model.with(5, 0)
        .task(write(4, 1))
        .task((c, v, m) -> {
          v.get(2).set(c, 1);
          if (v.get(3).get(c) == 1) {
            v.get(1).set(c, 1);
          }
        })
        .task((c, v, m) -> {
          if (v.get(2).get(c) == 1) {
            v.get(3).set(c, 1);
            if (v.get(0).get(c) == 1) {
              v.get(4).get(c);
            }
          }
        })
        .task(ifThenWrite(1, 0));
  }

  /** The cells are w, x, y and z. */
  private static Model sleepingRaces() {
    return Model.with(4, 0).tasks(3, i -> write(i, 1))
        .task((c, v, m) -> {
          v.get(2).get(c);
          v.get(3).set(c, 1);
        })
        .task((c, v, m) -> {
          if (v.get(2).get(c) == 1 && v.get(3).get(c) == 1 && v.get(1).get(c) == 1) {
            v.get(0).get(c);
          }
        });
  }

  /** The cells are x, y, a, b, c, z and w. */
  private static Model longChain() {
    return Model.with(7, 0)
        .task((c, v, m) -> {
          v.get(0).set(c, 1);
          v.get(6).set(c, 1);
        })
        .tasks(5, i -> ifThenWrite(i, i + 1))
        .task(ifThenRead(2, 6))
        .task(ifThenRead(5, 6));
  }

  @ParameterizedTest(name = "{0}: {1} classes")
  @MethodSource({"basics", "attempts", "litmus", "classics", "concuerror"})
  void each_class_is_explored_once(String name, int classes, Task<String, Exception> program) {
    Exploring.Seen seen = Exploring.each(program);

    assertThat(seen.classes()).hasSize(classes);
    assertThat(seen.runs()).isEqualTo(classes);
    assertThat(seen.redundant()).isZero();
    assertThat(seen.strayed()).isZero();
  }
}
