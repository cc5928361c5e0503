package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is explored is compared with all that there is, on generated programs. */
class BruteForceTest {

  private static final int PROGRAMS = 300;
  private static final long MOST = 2_000;

  /** Draws a task of so many operations on 2 cells and 2 locks, with branches on what it has read. */
  private static Model.Body body(long seed, int length) {
    return (cx, cells, locks) -> {
      SplittableRandom random = new SplittableRandom(seed);
      Deque<Guard> held = new ArrayDeque<>();
      int read = 0;
      for (int i = 0; i < length; i++) {
        read = step(cx, random, cells, locks, held, read);
      }
      while (!held.isEmpty()) {
        held.pop().release();
      }
    };
  }

  private static int step(
      Cx cx, SplittableRandom random, List<Cell<Integer>> cells, List<Mutex> locks, Deque<Guard> held, int read) {
    Cell<Integer> cell = cells.get(random.nextInt(2));
    int kind = random.nextInt(8);
    Mutex lock = locks.get(random.nextInt(2));
    if (read % 2 == 1 && random.nextInt(3) == 0) {
      return 0; // what it has read decides what it does
    }
    switch (kind) {
      case 0, 1 -> {
        return read + cell.get(cx);
      }
      case 2 -> cell.set(cx, read + 1);
      case 3 -> cell.update(cx, value -> value + 1);
      case 4 -> {
        return cell.compareAndSet(cx, 0, 1) ? 1 : 2;
      }
      case 5 -> {
        Optional<Guard> taken = lock.tryLock(cx);
        taken.ifPresent(Guard::release);
        return taken.isPresent() ? 3 : 4;
      }
      default -> {
        if (held.isEmpty()) {
          held.push(lock.lock(cx));
        } else {
          held.pop().release();
        }
      }
    }
    return read;
  }

  /** A program, and how long its tasks are. */
  private record Drawn(Model model, String what) {}

  private static List<Drawn> draw(long seed, int programs) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Drawn> drawn = new ArrayList<>();
    for (int program = 0; program < programs; program++) {
      int tasks = 2 + random.nextInt(3);
      Model model = Model.with(2, 2);
      StringBuilder what = new StringBuilder("program " + program + ":");
      for (int task = 0; task < tasks; task++) {
        long own = random.nextLong();
        int length = 1 + random.nextInt(tasks == 2 ? 5 : tasks == 3 ? 3 : 2);
        model.task(body(own, length));
        what.append(' ').append(length);
      }
      drawn.add(new Drawn(model, what.toString()));
    }
    return drawn;
  }

  /** The number of classes; 0 for a program that has too many schedules. */
  private static int compare(Drawn drawn) {
    Exploring.Seen all = Exploring.all(drawn.model.program(), MOST);
    if (all.classes().isEmpty()) {
      return 0;
    }
    Exploring.Seen each = Exploring.each(drawn.model.program());
    assertThat(each.classes().keySet()).as(drawn.what).isEqualTo(all.classes().keySet());
    assertThat(each.runs()).as(drawn.what).isEqualTo(all.classes().size());
    assertThat(each.strayed()).as(drawn.what).isZero();
    return all.classes().size();
  }

  @Test
  void no_class_is_missed_and_none_is_explored_twice() {
    List<Integer> classes = draw(20_261, PROGRAMS).stream().map(BruteForceTest::compare).filter(n -> n > 0).toList();

    assertThat(classes).hasSizeGreaterThan(PROGRAMS / 2);
    assertThat(classes.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(classes.size() * 3);
  }

  /** One in ten thousand drawn programs shows it: an attempt decides in a later run who minds the sleeper. */
  @Test
  void what_was_left_alone_for_a_sleeper_is_asked_for_again() {
    assertThat(compare(draw(2, 2_204).getLast())).isPositive();
  }
}
