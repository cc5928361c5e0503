package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Regions with very many tasks, in production. */
class ScaleTest {

  private static final int LIVE = 100_000;
  private static final int IN_ALL = 1_000_000;
  private static final int WINDOW = 256;

  private final Kernel runtime = Kernel.open("prod", Wirings.prod(), KernelSettings.DEFAULT);

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void a_hundred_thousand_live_tasks_are_spawned_cancelled_and_drained() {
    AtomicInteger started = new AtomicInteger();
    AtomicInteger cleaned = new AtomicInteger();

    Outcome<String, RuntimeException> outcome = runtime.run(cx -> cx.region(scope -> {
      for (int i = 0; i < LIVE; i++) {
        scope.launch(c -> {
          started.incrementAndGet();
          try {
            c.sleep(Duration.ofHours(1));
          } finally {
            cleaned.incrementAndGet();
          }
        });
      }
      while (started.get() < LIVE) {
        scope.cx().sleep(Duration.ofMillis(10));
      }
      assertThat(cleaned).hasValue(0);
      scope.cancel(CancelReason.user("enough"));
      return "";
    }).orThrow());

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(cleaned).hasValue(LIVE);
  }

  @Test
  void a_million_tasks_go_through_one_region_without_growth_of_the_heap() {
    long[] used = new long[2];

    Outcome<Integer, RuntimeException> outcome = runtime.run(cx -> cx.region(scope -> {
      int ended = 0;
      Deque<TaskHandle<Integer, RuntimeException>> window = new ArrayDeque<>();
      for (int i = 1; i <= IN_ALL; i++) {
        if (window.size() == WINDOW) {
          ended += window.removeFirst().join().orThrow();
        }
        window.addLast(scope.spawn(c -> 1));
        if (i == IN_ALL / 10) {
          used[0] = usedAfterCollection();
        }
      }
      used[1] = usedAfterCollection();
      while (!window.isEmpty()) {
        ended += window.removeFirst().join().orThrow();
      }
      return ended;
    }).orThrow());

    assertThat(outcome).isEqualTo(new Outcome.Ok<>(IN_ALL));
    assertThat(used[1] - used[0]).as("bytes more at the end than after the first tenth").isLessThan(8L << 20);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime machine = Runtime.getRuntime();
    return machine.totalMemory() - machine.freeMemory();
  }
}
