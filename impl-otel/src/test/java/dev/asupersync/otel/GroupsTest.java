package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Broadcast;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.sync.Mutex;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The metrics that somebody has to ask for. */
class GroupsTest {

  private final MetricRecorder recorder = new MetricRecorder();

  private void run(Set<MetricGroup> groups, Runnable inside, Task<Void, RuntimeException> program) {
    run(LabInterpretation.of(LabConfig.defaults()).wiring(), groups, inside, program);
  }

  private void run(
      Wiring over, Set<MetricGroup> groups, Runnable inside, Task<Void, RuntimeException> program) {
    Wiring wiring = over;
    List<RuntimeObserver> observers =
        Otel.observers(
            Telemetry.of(recorder.sdk),
            new Watched(),
            SpanOptions.of(SpanLevel.OFF),
            new MetricOptions(groups, List.of(), CancelledAsError.NONE),
            true,
            false);
    for (RuntimeObserver observer : observers) {
      wiring = wiring.observedBy(observer);
    }
    try (Kernel kernel = Kernel.open("lab", wiring, KernelSettings.DEFAULT)) {
      kernel.run(cx -> {
        program.run(cx);
        inside.run();
        return null;
      }).orThrow();
    }
    assertThat(observers).filteredOn(GroupsObserver.class::isInstance)
        .allSatisfy(each -> assertThat(((GroupsObserver) each).held()).isZero());
  }

  @Test
  void without_a_group_nothing_more_is_told_or_looked_at() {
    run(Set.of(), () -> {}, cx -> cx.<Void>region(scope -> {
      scope.launch(TaskOptions.named("one").withTimeout(Duration.ofSeconds(1)), c -> c.checkpoint());
      return null;
    }).orThrow());

    assertThat(recorder.collect())
        .extracting(data -> data.getName())
        .doesNotContain(Metric.DEADLINE_REMAINING.key, Metric.SCHEDULER_PARALLELISM.key);
    assertThat(Otel.observers(recorder.sdk)).noneMatch(GroupsObserver.class::isInstance);
  }

  @Test
  void sched_looks_at_one_task_in_64() {
    run(
        EnumSet.of(MetricGroup.SCHED),
        () -> assertThat(recorder.points(Metric.SCHEDULER_PARALLELISM)).as("not in a lab").isEmpty(),
        cx -> cx.<Void>region(scope -> {
          for (int i = 0; i < 640; i++) {
            scope.launch(c -> {
              c.checkpoint();
              c.sleep(Duration.ofSeconds(2));
              c.checkpoint();
            });
          }
          return null;
        }).orThrow());

    assertThat(recorder.value(Metric.TASK_SCHEDULE_DURATION, "lane=ready")).isEqualTo(10);
    assertThat(recorder.value(Metric.CHECKPOINT_INTERVAL, "")).isEqualTo(10);
    assertThat(recorder.sum(Metric.CHECKPOINT_INTERVAL, "")).isCloseTo(20, within(1e-6));
  }

  @Test
  void over_prod_sched_asks_the_jdks_scheduler() {
    run(
        Wiring.of(ProdInterpretation.open()),
        EnumSet.of(MetricGroup.SCHED),
        () -> {
          assertThat(recorder.value(Metric.SCHEDULER_PARALLELISM, "")).isPositive();
          assertThat(recorder.points(Metric.SCHEDULER_QUEUE_LENGTH)).hasSize(1);
        },
        _ -> null);
  }

  @Test
  void budget_tells_what_was_left_of_deadlines() {
    run(EnumSet.of(MetricGroup.BUDGET), () -> {}, cx -> {
      cx.region(RegionOptions.named("shop").withTimeout(Duration.ofSeconds(10)), scope -> {
        scope.launch(c -> c.sleep(Duration.ofSeconds(4)));
        scope.launch(c -> c.sleep(Duration.ofDays(1)));
        return null;
      }).isOk();
      return null;
    });

    assertThat(recorder.sum(Metric.DEADLINE_REMAINING, "outcome=ok")).isCloseTo(6, within(1e-6));
    assertThat(recorder.value(Metric.DEADLINE_REMAINING, "outcome=cancelled")).isEqualTo(1);
    assertThat(recorder.sum(Metric.DEADLINE_REMAINING, "outcome=cancelled")).isZero();
  }

  @Test
  void channel_tells_how_long_users_of_named_channels_waited() {
    run(EnumSet.of(MetricGroup.CHANNEL), () -> {}, cx -> cx.<Void>region(scope -> {
      Channel<Integer> orders = scope.open(Channel.<Integer>bounded(1).named("orders"));
      Channel<Integer> nameless = scope.open(Channel.<Integer>bounded(1));
      var out = orders.sender();
      var aside = nameless.sender();
      scope.launch(c -> {
        for (int i = 0; i < 3; i++) {
          out.send(c, i);
          aside.send(c, i);
        }
      });
      for (int i = 0; i < 3; i++) {
        cx.sleep(Duration.ofSeconds(1));
        orders.receiver();
      }
      var in = orders.receiver();
      var other = nameless.receiver();
      for (int i = 0; i < 3; i++) {
        in.recv(cx);
        cx.sleep(Duration.ofSeconds(5));
        other.recv(cx);
      }
      return null;
    }).orThrow());

    assertThat(recorder.points(Metric.CHANNEL_WAIT_DURATION).keySet())
        .isNotEmpty()
        .allMatch(series -> series.matches("direction=(send|receive) name=orders"));
  }

  @Test
  void channel_tells_how_full_named_channels_are() {
    run(EnumSet.of(MetricGroup.CHANNEL), () -> {}, cx -> cx.<Void>region(scope -> {
      Channel<Integer> orders = scope.open(Channel.<Integer>bounded(4).named("orders"));
      orders.sender().send(cx, 1);
      orders.sender().send(cx, 2);
      try (var _ = orders.sender().reserve(cx)) {
        scope.open(Channel.<Integer>bounded(4));
        scope.open(Channel.<Integer>unbounded().named("letters")).sender().send(cx, 1);
        scope.open(Broadcast.<Integer>of(8).named("news"));
        scope.open(Mutex.create().named("till"));
        cx.region(inner -> {
          inner.open(Channel.<Integer>bounded(10).named("orders")).sender().send(inner.cx(), 3);
          assertThat(recorder.value(Metric.CHANNEL_USAGE, "name=orders")).isEqualTo(4);
          assertThat(recorder.value(Metric.CHANNEL_LIMIT, "name=orders")).isEqualTo(14);
          return null;
        }).orThrow();

        assertThat(recorder.points(Metric.CHANNEL_USAGE)).containsOnlyKeys("name=orders", "name=letters", "name=news");
        assertThat(recorder.points(Metric.CHANNEL_LIMIT)).containsOnlyKeys("name=orders", "name=news");
        assertThat(recorder.value(Metric.CHANNEL_USAGE, "name=orders")).isEqualTo(3);
        assertThat(recorder.value(Metric.CHANNEL_LIMIT, "name=orders")).isEqualTo(4);
        assertThat(recorder.value(Metric.CHANNEL_USAGE, "name=letters")).isEqualTo(1);
      }
      return null;
    }).orThrow());

    assertThat(recorder.points(Metric.CHANNEL_USAGE)).as("a closed channel has no level").isEmpty();
  }

  @Test
  void of_channels_a_hundred_names_are_told() {
    run(EnumSet.of(MetricGroup.CHANNEL), () -> {}, cx -> cx.<Void>region(scope -> {
      for (int i = 0; i < 150; i++) {
        scope.open(Channel.<Integer>bounded(1).named("orders of customer " + i));
      }
      assertThat(recorder.points(Metric.CHANNEL_USAGE)).hasSize(ChannelGauges.NAMES);
      assertThat(recorder.points(Metric.CHANNEL_LIMIT)).hasSize(ChannelGauges.NAMES);
      return null;
    }).orThrow());

    assertThat(recorder.value(Metric.TELEMETRY_DROPPED, "reason=cardinality")).isPositive();
  }

  @Test
  void without_the_group_channel_nobody_is_told_how_full_channels_are() {
    run(EnumSet.of(MetricGroup.SCHED), () -> {}, cx -> cx.<Void>region(scope -> {
      scope.open(Channel.<Integer>bounded(4).named("orders"));
      assertThat(recorder.points(Metric.CHANNEL_USAGE)).isEmpty();
      return null;
    }).orThrow());
  }

  @Test
  void oracle_counts_the_rules_that_runs_broke() {
    assertThatThrownBy(() -> run(EnumSet.of(MetricGroup.ORACLE), () -> {}, cx -> cx.<Void>region(scope -> {
      scope.open(Channel.<Integer>bounded(1)).receiver().recv(scope.cx());
      return null;
    }).orThrow()));

    assertThat(recorder.value(Metric.ORACLE_VIOLATIONS, "name=deadlock")).isEqualTo(1);
  }
}
