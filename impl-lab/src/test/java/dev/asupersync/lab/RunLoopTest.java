package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunLoopTest {

  @Test
  void a_loop_gives_what_it_gives_from_a_virtual_thread() {
    assertThat(RunLoop.virtually(() -> Thread.currentThread().isVirtual())).isTrue();
  }

  @Test
  void what_a_loop_throws_comes_to_the_caller() {
    IllegalStateException thrown = new IllegalStateException("enough");
    AssertionError wrong = new AssertionError("wrong");

    assertThatThrownBy(() -> RunLoop.virtually(() -> {
      throw thrown;
    })).isSameAs(thrown);
    assertThatThrownBy(() -> RunLoop.virtually(() -> {
      throw wrong;
    })).isSameAs(wrong);
  }

  @Test
  void an_interrupt_of_the_caller_reaches_the_loop_and_stays_with_the_caller() {
    Thread caller = Thread.currentThread();

    boolean reached = RunLoop.virtually(() -> {
      caller.interrupt();
      try {
        new CountDownLatch(1).await();
        return false;
      } catch (InterruptedException asked) {
        return true;
      }
    });

    assertThat(reached).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }
}
