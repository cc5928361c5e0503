package dev.asupersync.lab.dpor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.sync.Guard;
import org.junit.jupiter.api.Test;

class DporTest {

  @Test
  void one_of_the_classes_of_the_philosophers_is_the_deadlock() {
    Model philosophers = Model.with(0, 4).tasks(4, i -> (c, v, m) -> {
      try (Guard one = m.get((i + 1) % 4).lock(c);
          Guard other = m.get(i).lock(c)) {
        c.taskId();
      }
    });

    assertThat(Exploring.each(philosophers.program()).failed()).isEqualTo(1);
  }
}
