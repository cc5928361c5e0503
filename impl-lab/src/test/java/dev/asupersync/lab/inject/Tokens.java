package dev.asupersync.lab.inject;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.sync.Cell;
import java.util.Set;
import java.util.TreeSet;

/** Programs that are cancelled. */
final class Tokens {

  private Tokens() {}

  /** Takes a token out of a box and puts it back: with {@code carefully}, also when it is cancelled in between. */
  static Task<String, Exception> borrowing(boolean carefully) {
    return cx -> cx.region(Exception.class, scope -> {
      Cell<Integer> box = scope.open(Cell.of(1));
      TaskHandle<?, Exception> borrower =
          scope.launch(TaskOptions.named("borrower"), c -> borrow(c, box, carefully));
      borrower.join();
      try (var _ = cx.mask()) {
        if (box.get(cx) != 1) {
          throw new IllegalStateException("the token is lost");
        }
      }
      return "kept";
    }).orThrow();
  }

  private static void borrow(Cx c, Cell<Integer> box, boolean carefully) {
    c.checkpoint();
    box.set(c, 0);
    if (carefully) {
      try {
        c.checkpoint();
      } finally {
        giveBack(c, box);
      }
    } else {
      c.checkpoint();
      giveBack(c, box);
    }
  }

  private static void giveBack(Cx c, Cell<Integer> box) {
    try (var _ = c.mask()) {
      box.set(c, 1);
    }
  }

  /** So many tasks with so many checkpoints each; {@code seen} gets how far they came. */
  static Task<String, Exception> walkers(int tasks, int checkpoints, Set<String> seen) {
    return cx -> {
      int[] passed = new int[tasks];
      cx.region(RegionOptions.named("walk"), scope -> {
        for (int i = 0; i < tasks; i++) {
          int own = i;
          scope.launch(TaskOptions.named("walker" + i), c -> {
            for (int k = 0; k < checkpoints; k++) {
              c.checkpoint();
              passed[own]++;
            }
          });
        }
        return null;
      });
      StringBuilder far = new StringBuilder();
      for (int one : passed) {
        far.append(one).append(' ');
      }
      synchronized (seen) {
        seen.add(far.toString());
      }
      return far.toString();
    };
  }

  static Set<String> none() {
    return new TreeSet<>();
  }

  /** The second task has one more point if it sees what the first has written, which a run may never show. */
  static Task<String, Exception> branching() {
    return cx -> cx.region(Exception.class, scope -> {
      Cell<Integer> flag = scope.open(Cell.of(0));
      scope.launch(TaskOptions.named("reader"), c -> {
        if (flag.get(c) == 1) {
          c.sleep(java.time.Duration.ofSeconds(1));
        }
      });
      scope.launch(TaskOptions.named("writer"), c -> flag.set(c, 1));
      return "done";
    }).orThrow();
  }
}
