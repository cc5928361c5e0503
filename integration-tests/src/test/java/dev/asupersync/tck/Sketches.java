package dev.asupersync.tck;

import dev.asupersync.Severity;
import dev.asupersync.tck.Sketch.End;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws small programs, the same ones each time. */
final class Sketches {

  private static final int LATEST = 60;

  private final SplittableRandom random;
  private final boolean timed;
  private final List<Integer> times = new ArrayList<>(IntStream.rangeClosed(1, LATEST).boxed().toList());
  private int number;

  private Sketches(long seed, boolean timed) {
    this.random = new SplittableRandom(seed);
    this.timed = timed;
  }

  /** Programs in which no two things happen at the same time, and it is known when each does. */
  static Sketches timed(long seed) {
    return new Sketches(seed, true);
  }

  /** Programs in which everything happens at once, and the schedule decides. */
  static Sketches untimed(long seed) {
    return new Sketches(seed, false);
  }

  /** A time that has not been used. */
  long time() {
    return timed ? times.remove(random.nextInt(times.size())) : 0;
  }

  Sketch any(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(timed ? 6 : 4);
    return switch (kind) {
      case 2 -> new Sketch.Together(several(depth - 1));
      case 3 -> new Sketch.First(several(depth - 1));
      case 4 -> new Sketch.Within(time(), any(depth - 1));
      case 5 -> new Sketch.Within(time(), new Sketch.First(List.of(new Sketch.Never(), any(depth - 1))));
      default -> leaf();
    };
  }

  private List<Sketch> several(int depth) {
    return IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ -> any(depth)).toList();
  }

  private Sketch leaf() {
    number++;
    End end =
        switch (random.nextInt(8)) {
          case 0, 1 -> new End(Severity.ERR, "e" + number);
          case 2 -> End.CANCELLED;
          case 3 -> End.PANICKED;
          default -> End.ok("v" + number);
        };
    return new Sketch.Leaf(time(), end, timed && random.nextInt(6) == 0);
  }
}
