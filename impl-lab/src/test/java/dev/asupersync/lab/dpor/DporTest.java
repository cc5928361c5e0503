package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.sync.Guard;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DporTest {

  private static Model.Body writes(int cell, int times) {
    return (c, v, m) -> {
      for (int i = 0; i < times; i++) {
        v.get(cell).set(c, 1);
      }
    };
  }

  private static Model.Body reads(int... cells) {
    return (c, v, m) -> {
      for (int cell : cells) {
        v.get(cell).get(c);
      }
    };
  }

  private static Model.Body locked(int lock) {
    return (c, v, m) -> m.get(lock).lock(c).release();
  }

  private static Model.Body nested(int first, int second) {
    return (c, v, m) -> {
      try (Guard one = m.get(first).lock(c);
          Guard other = m.get(second).lock(c)) {
        c.taskId();
      }
    };
  }

  private static Model.Body lastzero(int n) {
    return (c, v, m) -> {
      int i = n;
      while (v.get(i).get(c) != 0) {
        i--;
      }
    };
  }

  private static Model lastzeroOf(int n) {
    Model model = Model.with(n + 1, 0).task(lastzero(n));
    for (int i = 1; i <= n; i++) {
      int j = i;
      model.task((c, v, m) -> v.get(j).set(c, v.get(j - 1).get(c) + 1));
    }
    return model;
  }

  private static Model philosophers(int n) {
    return Model.with(0, n).tasks(n, i -> nested((i + 1) % n, i));
  }

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of("independent tasks", 1, Model.with(3, 0).tasks(3, i -> writes(i, 2))),
        Arguments.of("2 writers", 2, Model.with(1, 0).tasks(2, i -> writes(0, 1))),
        Arguments.of("3 writers", 6, Model.with(1, 0).tasks(3, i -> writes(0, 1))),
        Arguments.of("5 writers", 120, Model.with(1, 0).tasks(5, i -> writes(0, 1))),
        Arguments.of("3 writers and a reader", 24, Model.with(1, 0).tasks(3, i -> writes(0, 1)).task(reads(0))),
        Arguments.of("2 tasks, 3 writes each", 20, Model.with(1, 0).tasks(2, i -> writes(0, 3))),
        Arguments.of("readers 2", 4, Model.with(1, 0).task(writes(0, 1)).tasks(2, i -> reads(0))),
        Arguments.of("readers 6", 64, Model.with(1, 0).task(writes(0, 1)).tasks(6, i -> reads(0))),
        Arguments.of("lastzero 3", 12, lastzeroOf(3)),
        Arguments.of("lastzero 5", 64, lastzeroOf(5)),
        Arguments.of("2 x++", 4, Model.with(1, 0).tasks(2, i -> (c, v, m) -> v.get(0).set(c, v.get(0).get(c) + 1))),
        Arguments.of("3 x++", 36, Model.with(1, 0).tasks(3, i -> (c, v, m) -> v.get(0).set(c, v.get(0).get(c) + 1))),
        Arguments.of("store buffering", 3, Model.with(2, 0)
            .task((c, v, m) -> { v.get(0).set(c, 1); v.get(1).get(c); })
            .task((c, v, m) -> { v.get(1).set(c, 1); v.get(0).get(c); })),
        Arguments.of("two by two writes", 3, Model.with(2, 0)
            .task((c, v, m) -> { v.get(0).set(c, 1); v.get(1).set(c, 2); })
            .task((c, v, m) -> { v.get(1).set(c, 1); v.get(0).set(c, 2); })),
        Arguments.of("independent reads of independent writes", 15, Model.with(2, 0)
            .task(writes(0, 1)).task(writes(1, 1)).task(reads(0, 1)).task(reads(1, 0))),
        Arguments.of("the five classes", 5, Model.with(3, 0)
            .task(writes(0, 1)).task(writes(1, 1))
            .task((c, v, m) -> { if (v.get(1).get(c) == 0) { v.get(2).set(c, 1); } })
            .task((c, v, m) -> {
              if (v.get(2).get(c) == 1 && v.get(1).get(c) == 0) { v.get(0).set(c, 2); }
            })),
        Arguments.of("3 critical sections", 6, Model.with(0, 1).tasks(3, i -> locked(0))),
        Arguments.of("4 critical sections", 24, Model.with(0, 1).tasks(4, i -> locked(0))),
        Arguments.of("one order of two locks and the other", 3,
            Model.with(0, 2).task(nested(0, 1)).task(nested(1, 0))),
        Arguments.of("3 philosophers", 7, philosophers(3)),
        Arguments.of("4 philosophers", 15, philosophers(4)),
        Arguments.of("5 philosophers", 31, philosophers(5)));
  }

  @ParameterizedTest(name = "{0}: {1} classes")
  @MethodSource("counts")
  void each_class_is_explored_once(String name, int classes, Model model) {
    Exploring.Seen seen = Exploring.each(model.program());

    assertThat(seen.classes()).hasSize(classes);
    assertThat(seen.runs()).isEqualTo(classes);
    assertThat(seen.redundant()).isZero();
    assertThat(seen.strayed()).isZero();
  }

  @Test
  void one_of_the_classes_of_the_philosophers_is_the_deadlock() {
    assertThat(Exploring.each(philosophers(4).program()).failed()).isEqualTo(1);
  }
}
