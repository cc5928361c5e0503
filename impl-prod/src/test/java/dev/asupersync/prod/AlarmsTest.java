package dev.asupersync.prod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.Alarm;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmsTest {

  private final Alarms alarms = new Alarms();

  @AfterEach
  void close() {
    alarms.close();
  }

  @Test
  void rings_on_a_daemon_thread_that_ends_with_close() throws InterruptedException {
    AtomicReference<Thread> seen = new AtomicReference<>();
    CountDownLatch rang = new CountDownLatch(1);

    alarms.set(System.nanoTime(), () -> {
      seen.set(Thread.currentThread());
      rang.countDown();
    });
    rang.await();
    alarms.close();
    alarms.close();
    seen.get().join();

    assertThat(seen.get().isDaemon()).isTrue();
    assertThat(seen.get().getName()).isEqualTo("asupersync alarms");
  }

  @Test
  void an_alarm_that_is_ringing_cannot_be_cancelled() throws InterruptedException {
    CountDownLatch ringing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Alarm alarm = alarms.set(System.nanoTime(), () -> {
      ringing.countDown();
      await(goOn);
    });

    ringing.await();
    boolean cancelled = alarm.cancel();
    goOn.countDown();

    assertThat(cancelled).isFalse();
  }

  @Test
  void a_broken_action_is_reported_and_the_next_alarm_still_rings() throws InterruptedException {
    AtomicReference<Throwable> reported = new AtomicReference<>();
    CountDownLatch rang = new CountDownLatch(2);
    IllegalStateException broken = new IllegalStateException("broken");
    alarms.set(System.nanoTime(), () -> {
      Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> reported.set(error));
      rang.countDown();
      throw broken;
    });

    alarms.set(System.nanoTime(), rang::countDown);
    rang.await();

    assertThat(reported.get()).isSameAs(broken);
  }

  @Test
  void the_ends_of_the_range_are_the_far_past_and_the_far_future() throws InterruptedException {
    CountDownLatch rang = new CountDownLatch(1);

    Alarm never = alarms.set(Long.MAX_VALUE, () -> {
      throw new AssertionError("rang " + System.nanoTime());
    });
    alarms.set(Long.MIN_VALUE, rang::countDown);
    rang.await();

    assertThat(never.cancel()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
