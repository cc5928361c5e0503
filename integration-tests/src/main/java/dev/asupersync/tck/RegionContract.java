package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A region returns when it is closed, and it closes when nothing of it is left. Rules: 1.18, 4.14 to 4.22. */
public interface RegionContract extends RuntimeSource {

  @Test
  default void a_region_gives_the_value_of_its_body() {
    assertThat(Bench.<Integer>value(this, cx -> Bench.valueOf(cx.region(scope -> 42)))).isEqualTo(42);
  }

  @Test
  default void a_region_returns_only_after_every_task_has_ended() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Bench.check(this, cx -> {
      cx.region(scope -> {
        scope.launch(c -> {
          c.sleep(Duration.ofMillis(10));
          order.add("task");
        });
        order.add("body");
        return "";
      });
      order.add("after");
    });

    assertThat(order).containsExactly("body", "task", "after");
  }

  @Test
  default void a_body_that_ends_ok_does_not_cancel_its_tasks() {
    String value = Bench.value(this, cx -> {
      List<TaskHandle<String, RuntimeException>> handles = new ArrayList<>();
      cx.region(scope -> {
        handles.add(scope.spawn(c -> {
          c.sleep(Duration.ofMillis(5));
          c.checkpoint();
          return "undisturbed";
        }));
        return "";
      });
      return Bench.valueOf(handles.getFirst().tryJoin().orElseThrow());
    });

    assertThat(value).isEqualTo("undisturbed");
  }

  @Test
  default void regions_nest_and_the_inner_one_closes_first() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx ->
          cx.region(RegionOptions.named("outer"), outer ->
              outer.cx().region(RegionOptions.named("middle"), middle ->
                  middle.cx().region(RegionOptions.named("inner"), inner -> ""))));

      assertThat(bench.events.lines("closed")).startsWith(
          "closed inner OK", "closed middle OK", "closed outer OK");
    }
  }

  @Test
  default void a_task_may_open_a_region_after_the_body_around_it_has_returned() {
    String value = Bench.value(this, cx -> {
      List<TaskHandle<String, RuntimeException>> late = new ArrayList<>();
      cx.region(scope -> late.add(scope.spawn(c -> {
        c.sleep(Duration.ofMillis(10));
        return c.<String>region(inner -> inner.spawn(deep -> "done").join().orThrow()).orThrow();
      })));
      return late.getFirst().tryJoin().orElseThrow().orThrow();
    });

    assertThat(value).isEqualTo("done");
  }

  @Test
  default void a_task_may_open_regions_and_its_region_waits_for_them() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Bench.check(this, cx -> {
      cx.region(scope -> {
        scope.launch(c -> c.region(inner -> {
          inner.launch(deep -> {
            deep.sleep(Duration.ofMillis(10));
            order.add("deep");
          });
          return "";
        })).join();
        order.add("joined");
        return "";
      });
      order.add("after");
    });

    assertThat(order).containsExactly("deep", "joined", "after");
  }

  @Test
  default void regions_follow_each_other_in_one_task() {
    AtomicInteger sum = new AtomicInteger();
    Bench.check(this, cx -> {
      for (int i = 0; i < 20; i++) {
        cx.region(scope -> {
          scope.launch(c -> sum.incrementAndGet());
          scope.launch(c -> sum.incrementAndGet());
          return "";
        });
      }
    });

    assertThat(sum).hasValue(40);
  }

  @Test
  default void a_region_walks_through_its_states_in_order() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> {
        scope.launch(c -> c.sleep(Duration.ofMillis(5)));
        return "";
      }));

      assertThat(bench.events.lines("state r")).containsExactly(
          "state r OPEN CLOSING",
          "state r CLOSING DRAINING",
          "state r DRAINING FINALIZING",
          "state r FINALIZING CLOSED");
    }
  }

  @Test
  default void a_region_without_anything_live_does_not_drain() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> ""));

      assertThat(bench.events.lines("state r")).containsExactly(
          "state r OPEN CLOSING", "state r CLOSING FINALIZING", "state r FINALIZING CLOSED");
    }
  }

  @Test
  default void a_task_walks_through_its_states_in_order() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        scope.launch(TaskOptions.named("t"), c -> {});
      });

      assertThat(bench.events.lines("task t")).containsExactly(
          "task t CREATED RUNNING", "task t RUNNING COMPLETED");
    }
  }

  @Test
  default void tasks_talk_while_the_body_waits_for_neither() {
    Integer total = Bench.value(this, cx -> Bench.valueOf(cx.region(scope -> {
      Channel<Integer> numbers = scope.open(Channel.bounded(2));
      Sender<Integer> in = numbers.sender();
      Receiver<Integer> out = numbers.receiver();
      scope.launch(c -> count(c, in));
      return scope.spawn(c -> {
        AtomicInteger sum = new AtomicInteger();
        out.forEach(c, sum::addAndGet);
        return sum.get();
      }).join().orThrow();
    })));

    assertThat(total).isEqualTo(4950);
  }

  private static void count(Cx cx, Sender<Integer> in) {
    try (in) {
      for (int i = 0; i < 100; i++) {
        in.send(cx, i);
      }
    }
  }

  @Test
  default void ids_are_never_used_again() {
    Bench.check(this, cx -> {
      List<Object> seen = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        cx.region(scope -> {
          seen.add(scope.id());
          seen.add(scope.launch(c -> {}).id());
          return "";
        });
      }
      assertThat(seen).doesNotHaveDuplicates();
    });
  }

  @Test
  default void a_program_means_the_same_when_parks_return_for_no_reason() {
    try (Bench bench = Bench.of(Restless.over(wiring()))) {
      Integer total = bench.run(cx -> Bench.valueOf(cx.region(scope -> {
        Channel<Integer> numbers = scope.open(Channel.bounded(1));
        Sender<Integer> in = numbers.sender();
        Receiver<Integer> out = numbers.receiver();
        TaskHandle<?, RuntimeException> counting = scope.launch(c -> count(c, in));
        AtomicInteger sum = new AtomicInteger();
        out.forEach(scope.cx(), sum::addAndGet);
        scope.cx().sleep(Duration.ofMillis(2));
        counting.join();
        return sum.get();
      })));

      assertThat(total).isEqualTo(4950);
    }
  }
}
