package dev.asupersync.cli;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.obligation.Permit;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import dev.asupersync.sync.Cell;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A program for each way to end. */
public final class TestPrograms {

  private TestPrograms() {}

  /** What all of them have. */
  abstract static class Named implements Program {

    @Override
    public String name() {
      return getClass().getSimpleName();
    }

    @Override
    public String summary() {
      return "ends in one way";
    }
  }

  /** Returns its arguments. */
  public static final class Echo extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      invocation.out().println("a line of its own");
      return invocation.arguments();
    }
  }

  /** Takes something and loses it when it is cancelled before it has put it back. */
  public static final class Lossy extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      int[] box = {1};
      cx.region(scope -> scope.launch(TaskOptions.named("borrower"), c -> {
        c.checkpoint();
        c.checkpoint();
        box[0] = 0;
        c.checkpoint();
        box[0] = 1;
      }).join());
      if (box[0] == 0) {
        throw new IllegalStateException("it is lost");
      }
      return "kept";
    }
  }

  /** Returns nothing. */
  public static final class Silent extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return null;
    }
  }

  /** Sleeps in a child for an hour. */
  public static final class Sleeper extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return cx.region(scope -> scope.spawn(child -> {
        child.sleep(Duration.ofHours(1));
        return "slept";
      }).join().orThrow()).orThrow();
    }
  }

  /** Throws a checked exception that has a cause. */
  public static final class Failing extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) throws IOException {
      throw new IOException("no more paper", new IllegalStateException("tray 2"));
    }
  }

  /** Was started in a wrong way. */
  public static final class Misused extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      throw new UsageException("--size is \"x\", which is no number.");
    }
  }

  /** Cancels the region that it is in. */
  public static final class Quitter extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return cx.region(scope -> {
        scope.cancel(CancelReason.user("enough"));
        cx.checkpoint();
        return null;
      }).orThrow();
    }
  }

  /** Raises a signal, once, in the first of its runs; and has more schedules than anybody can wait for. */
  public static final class Signalling extends Named {

    static final AtomicBoolean RAISES = new AtomicBoolean();

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      if (RAISES.compareAndSet(true, false)) {
        Signals.raise("TERM");
      }
      return cx.region(scope -> {
        Cell<Integer> cell = scope.open(Cell.of(0));
        for (int task = 0; task < 6; task++) {
          scope.launch(TaskOptions.named("writer"), c -> {
            for (int i = 0; i < 4; i++) {
              cell.set(c, i);
            }
          });
        }
        return null;
      }).orThrow();
    }
  }

  /** Returns what cannot be shown. */
  public static final class Unspeakable extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return new Object() {
        @Override
        public String toString() {
          throw new AssertionError("no words for it");
        }
      };
    }
  }

  /** Throws an error. */
  public static final class Panicking extends Named {

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      throw new AssertionError("two and two");
    }
  }

  /** Keeps a permit and sends through another. */
  public static final class Leaking extends Named {

    @Override
    @SuppressWarnings("resource")
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return cx.region(scope -> {
        Channel<String> channel = scope.open(Channel.<String>bounded(2));
        try (Permit<String> permit = channel.sender().reserve(cx)) {
          permit.send("kept");
        }
        scope.spawn(child -> {
          channel.sender().reserve(child);
          return null;
        }).join();
        return "done";
      }).orThrow();
    }
  }

  /** Cannot be made. */
  public static final class Unmade extends Named {

    public Unmade(String what) {}

    @Override
    public @Nullable Object run(Cx cx, Invocation invocation) {
      return null;
    }
  }
}
