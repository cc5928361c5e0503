package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.Tier;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.obligation.Permit;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs do, counted and timed: the same over each interpretation. */
class MetricsTest {

  private final MetricRecorder recorder = new MetricRecorder();
  private MetricOptions options = MetricOptions.CORE;

  static Stream<Arguments> interpretations() {
    return Stream.of(
        argumentSet("prod", (Supplier<Wiring>) () -> Wiring.of(ProdInterpretation.open())),
        argumentSet("lab", (Supplier<Wiring>) MetricsTest::lab));
  }

  private static Wiring lab() {
    return LabInterpretation.of(LabConfig.defaults()).wiring();
  }

  private Kernel open(Supplier<Wiring> over) {
    Wiring wiring = over.get();
    Telemetry telemetry = Telemetry.of(recorder.sdk);
    MetricsObserver observer =
        new MetricsObserver(telemetry, Watched.of(wiring.interpretation()), options, false);
    return Kernel.open(
        "test",
        wiring.observedBy(observer).observedBy(new Ending(telemetry, observer::leave)),
        KernelSettings.DEFAULT);
  }

  private <T> Outcome<T, IOException> run(Supplier<Wiring> over, Task<T, IOException> program) {
    try (Kernel kernel = open(over)) {
      return kernel.run(IOException.class, program);
    }
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void each_task_is_counted_by_its_tier_when_it_starts_and_by_its_outcome_when_it_ends(Supplier<Wiring> over) {
    run(over, cx ->
        cx.region(IOException.class, RegionOptions.named("shop").withPolicy(Policy.COLLECT_ALL),
            scope -> {
              scope.launch(_ -> {});
              scope.launch(TaskOptions.DEFAULT.withTier(Tier.ACTOR), _ -> {});
              scope.launch(_ -> {
                throw new IOException("disk full");
              });
              scope.launch(_ -> {
                throw new IllegalStateException("broken");
              });
              scope.launch(c -> c.sleep(Duration.ofDays(1))).cancel(CancelReason.user("enough"));
              return null;
            }).isOk());

    assertThat(recorder.value(Metric.TASK_STARTED, "tier=task")).isEqualTo(4);
    assertThat(recorder.value(Metric.TASK_STARTED, "tier=actor")).isEqualTo(1);
    assertThat(recorder.points(Metric.TASK_DURATION)).containsOnlyKeys(
        "outcome=ok",
        "outcome=err type=java.io.IOException",
        "outcome=panicked type=java.lang.IllegalStateException",
        "kind=user outcome=cancelled");
    assertThat(recorder.value(Metric.TASK_DURATION, "outcome=ok")).isEqualTo(2);
    assertThat(recorder.value(Metric.CANCEL_REQUESTS, "kind=user")).isEqualTo(1);
    assertThat(recorder.value(Metric.CANCEL_REQUESTS, "kind=parent_cancelled")).isZero();
  }

  @Test
  void durations_are_the_interpretations() {
    run(MetricsTest::lab, cx ->
        cx.region(scope -> {
          scope.launch(c -> c.sleep(Duration.ofHours(2)));
          cx.sleep(Duration.ofHours(1));
          return null;
        }).isOk());

    assertThat(recorder.sum(Metric.TASK_DURATION, "outcome=ok")).isCloseTo(7200, within(1e-6));
    assertThat(recorder.sum(Metric.REGION_DURATION, "outcome=ok")).isCloseTo(2 * 7200, within(1e-6));
    assertThat(recorder.sum(Metric.REGION_CLOSE_DURATION, "outcome=ok")).isCloseTo(3600, within(1e-6));
    assertThat(recorder.value(Metric.REGION_CLOSE_DURATION, "outcome=ok")).isEqualTo(2);
  }

  @Test
  void a_cancelled_region_is_timed_from_the_request_to_the_end_in_two_phases() {
    run(MetricsTest::lab, cx ->
        cx.region(RegionOptions.named("shop"), scope -> {
          scope.defer(c -> c.sleep(Duration.ofSeconds(3)));
          for (int i = 0; i < 5; i++) {
            scope.launch(c -> {
              try {
                c.sleep(Duration.ofDays(1));
              } finally {
                try (var _ = c.mask()) {
                  c.sleep(Duration.ofSeconds(2));
                }
              }
            });
          }
          cx.sleep(Duration.ofSeconds(1));
          scope.cancel(CancelReason.of(CancelKind.SHUTDOWN));
          return null;
        }).isOk());

    assertThat(recorder.sum(Metric.CANCEL_DRAIN_DURATION, "kind=shutdown phase=drain")).isCloseTo(2, within(1e-6));
    assertThat(recorder.sum(Metric.CANCEL_DRAIN_DURATION, "kind=shutdown phase=finalize"))
        .isCloseTo(3, within(1e-6));
    assertThat(recorder.value(Metric.CANCEL_REQUESTS, "kind=shutdown")).as("not one for each task").isEqualTo(1);
    assertThat(recorder.value(Metric.CANCEL_RESPONSE_DURATION, "kind=shutdown")).isEqualTo(5);
  }

  @Test
  void the_time_to_respond_runs_from_the_request_to_the_cancel_point() {
    run(MetricsTest::lab, cx ->
        cx.region(scope -> {
          scope.launch(c -> {
            try (var _ = c.mask()) {
              c.sleep(Duration.ofSeconds(5));
            }
            c.checkpoint();
          });
          cx.sleep(Duration.ofSeconds(1));
          scope.cancel(CancelReason.user("enough"));
          return null;
        }).isOk());

    assertThat(recorder.sum(Metric.CANCEL_RESPONSE_DURATION, "kind=user")).isCloseTo(4, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void regions_below_a_cancelled_one_count_as_cancelled_by_their_parent(Supplier<Wiring> over) {
    run(over, cx ->
        cx.region(outer -> {
          outer.launch(c -> c.region(inner -> {
            inner.launch(d -> d.sleep(Duration.ofDays(1)));
            return null;
          }).orThrow());
          cx.sleep(Duration.ofMillis(20));
          outer.cancel(CancelReason.user("enough"));
          return null;
        }).isOk());

    assertThat(recorder.value(Metric.CANCEL_REQUESTS, "kind=user")).isEqualTo(1);
    assertThat(recorder.value(Metric.CANCEL_REQUESTS, "kind=parent_cancelled")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void each_part_of_a_budget_that_is_used_up_counts(Supplier<Wiring> over) {
    run(over, cx -> {
      cx.region(RegionOptions.named("late").withTimeout(Duration.ofMillis(5)), _ -> {
        cx.sleep(Duration.ofDays(1));
        return null;
      });
      cx.region(scope -> {
        scope.launch(
            TaskOptions.DEFAULT.withBudget(Budget.INFINITE.withPollQuota(3)),
            c -> {
              while (true) {
                c.checkpoint();
              }
            });
        scope.launch(TaskOptions.DEFAULT.withBudget(Budget.INFINITE.withCostQuota(3)), c -> c.spend(4));
        return null;
      });
      return null;
    });

    assertThat(recorder.value(Metric.BUDGET_EXHAUSTED, "kind=deadline")).isEqualTo(1);
    assertThat(recorder.value(Metric.BUDGET_EXHAUSTED, "kind=poll_quota")).isEqualTo(1);
    assertThat(recorder.value(Metric.BUDGET_EXHAUSTED, "kind=cost_quota")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void obligations_are_counted_while_they_are_held_and_when_they_are_resolved(Supplier<Wiring> over) {
    run(over, cx ->
        cx.region(scope -> {
          Channel<Integer> numbers = scope.open(Channel.<Integer>bounded(4));
          var sender = numbers.sender();
          Permit<Integer> kept = sender.reserve(cx);
          try (Permit<Integer> sent = sender.reserve(cx)) {
            sent.send(1);
          }
          assertThat(recorder.value(Metric.OBLIGATION_ACTIVE, "kind=send_permit")).isEqualTo(1);
          kept.abort();
          return null;
        }).orThrow());

    assertThat(recorder.value(Metric.OBLIGATION_RESOLVED, "kind=send_permit resolution=committed")).isEqualTo(1);
    assertThat(recorder.value(Metric.OBLIGATION_RESOLVED, "kind=send_permit resolution=aborted")).isEqualTo(1);
    assertThat(recorder.value(Metric.OBLIGATION_RESOLVED, "kind=send_permit resolution=leaked")).isZero();
  }

  @Test
  void a_leak_counts_as_leaked() {
    run(() -> Wiring.of(ProdInterpretation.open()), cx ->
        cx.region(scope -> {
          var sender = scope.open(Channel.<Integer>bounded(4)).sender();
          scope.launch(c -> sender.reserve(c));
          return null;
        }).isOk());

    assertThat(recorder.value(Metric.OBLIGATION_RESOLVED, "kind=send_permit resolution=leaked")).isEqualTo(1);
  }

  @Test
  void cleanup_over_its_budget_counts_once_however_far_the_panic_travels() {
    run(MetricsTest::lab, cx ->
        cx.region(outer -> {
          outer.cx().region(scope -> {
            scope.launch(c -> {
              try {
                c.sleep(Duration.ofDays(1));
              } finally {
                try (var _ = c.mask()) {
                  c.sleep(Duration.ofDays(1));
                }
              }
            });
            cx.sleep(Duration.ofSeconds(1));
            scope.cancel(CancelReason.user("enough"));
            return null;
          }).orThrow();
          return null;
        }).orThrow());

    assertThat(recorder.value(Metric.CANCEL_ESCALATIONS, "phase=drain")).isEqualTo(1);
    assertThat(recorder.value(Metric.CANCEL_ESCALATIONS, "phase=finalize")).isZero();
  }

  @Test
  void a_finalizer_over_its_budget_counts_as_such() {
    run(MetricsTest::lab, cx ->
        cx.region(scope -> {
          scope.defer(c -> c.sleep(Duration.ofDays(1)));
          return null;
        }).isOk());

    assertThat(recorder.value(Metric.CANCEL_ESCALATIONS, "phase=finalize")).isEqualTo(1);
    assertThat(recorder.value(Metric.CANCEL_ESCALATIONS, "phase=drain")).isZero();
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void what_is_live_is_counted_when_somebody_asks(Supplier<Wiring> over) {
    run(over, cx ->
        cx.region(scope -> {
          for (int i = 0; i < 3; i++) {
            scope.launch(c -> c.sleep(Duration.ofMillis(50)));
          }
          assertThat(recorder.value(Metric.TASK_ACTIVE, "state=running")).isEqualTo(3);
          assertThat(recorder.value(Metric.REGION_ACTIVE, "")).isEqualTo(2);
          return null;
        }).orThrow());
  }

  @Test
  void two_runtimes_of_one_opentelemetry_are_counted_together_until_they_close() {
    try (Kernel first = open(MetricsTest::lab); Kernel second = open(MetricsTest::lab)) {
      first.run(cx -> {
        second.run(inner -> {
          assertThat(recorder.value(Metric.REGION_ACTIVE, "")).isEqualTo(2);
          return null;
        }).orThrow();
        return null;
      }).orThrow();

      assertThat(recorder.value(Metric.REGION_ACTIVE, "")).isZero();
      assertThat(recorder.points(Metric.REGION_ACTIVE)).hasSize(1);
    }
    assertThat(recorder.points(Metric.REGION_ACTIVE)).as("nobody is left to be counted").isEmpty();
    assertThat(recorder.points(Metric.TASK_ACTIVE)).isEmpty();
  }

  @Test
  void every_series_that_can_be_named_starts_at_zero() {
    try (Kernel _ = open(MetricsTest::lab)) {
      assertThat(recorder.points(Metric.TASK_STARTED)).hasSize(4);
      assertThat(recorder.points(Metric.TASK_ACTIVE)).containsOnlyKeys(
          "state=running", "state=cancel_requested", "state=cancelling", "state=finalizing");
      assertThat(recorder.points(Metric.CANCEL_REQUESTS)).hasSize(CancelKind.values().length);
      assertThat(recorder.points(Metric.CANCEL_ESCALATIONS)).containsOnlyKeys("phase=drain", "phase=finalize");
      assertThat(recorder.points(Metric.OBLIGATION_ACTIVE)).hasSize(6);
      assertThat(recorder.points(Metric.OBLIGATION_RESOLVED)).hasSize(18);
      assertThat(recorder.points(Metric.BUDGET_EXHAUSTED))
          .containsOnlyKeys("kind=deadline", "kind=poll_quota", "kind=cost_quota");
      assertThat(recorder.points(Metric.TELEMETRY_DROPPED)).containsOnlyKeys(
          "reason=queue_full", "reason=export_failed", "reason=cardinality", "reason=rate_limited");
    }
    assertThat(recorder.value(Metric.TASK_STARTED, "tier=task")).isZero();
  }

  /** A thousand regions of as many names, every outcome, sixty error types, every way to resolve. */
  @Test
  void a_thousand_names_and_sixty_error_types_stay_under_the_ceiling() {
    List<Class<?>> types = ManyErrors.make(60);
    List<MetricData> collected = new ArrayList<>();
    run(() -> Wiring.of(ProdInterpretation.open()), cx -> {
      for (int i = 0; i < 1_000; i++) {
        int number = i;
        cx.region(
            Exception.class,
            RegionOptions.named("scope-" + i).withPolicy(Policy.COLLECT_ALL),
            scope -> {
              scope.launch(
                  TaskOptions.named("task-" + number), _ -> ManyErrors.<Exception>raise(types.get(number % 60)));
              for (CancelKind kind : CancelKind.values()) {
                scope.launch(c -> c.sleep(Duration.ofDays(1))).cancel(CancelReason.of(kind));
              }
              return null;
            });
        CancelKind kind = CancelKind.values()[i % CancelKind.values().length];
        cx.region(RegionOptions.named("scope-" + i).withPolicy(Policy.COLLECT_ALL), scope -> {
          scope.launch(_ -> ManyErrors.<RuntimeException>raise(types.get(number % 60))).join();
          scope.cancel(CancelReason.of(kind));
          return null;
        });
      }
      collected.addAll(recorder.collect());
      return null;
    });

    long series = 0;
    for (MetricData metric : collected) {
      for (PointData point : metric.getData().getPoints()) {
        series++;
        assertThat(point.getAttributes().asMap().keySet())
            .noneMatch(key -> key.getKey().equals("otel.metric.overflow"))
            .noneMatch(key -> key.getKey().equals("asupersync.scope.name"));
      }
    }
    assertThat(series).isBetween(200L, 250L);
    assertThat(recorder.value(Metric.TASK_DURATION, "outcome=err type=_OTHER")).isPositive();
    assertThat(recorder.value(Metric.TELEMETRY_DROPPED, "reason=cardinality"))
        .isEqualTo(recorder.value(Metric.TASK_DURATION, "outcome=err type=_OTHER")
            + recorder.value(Metric.TASK_DURATION, "outcome=panicked type=_OTHER"));
  }

  @Test
  void only_names_that_are_listed_stand_on_a_series() {
    options = new MetricOptions(Set.of(), List.of("shop"), CancelledAsError.NONE);
    run(MetricsTest::lab, cx -> {
      for (String name : List.of("shop", "cellar", "")) {
        cx.region(RegionOptions.named(name), scope -> {
          scope.launch(_ -> {});
          return null;
        });
      }
      return null;
    });

    assertThat(recorder.value(Metric.TASK_DURATION, "name=shop outcome=ok")).isEqualTo(1);
    assertThat(recorder.value(Metric.TASK_DURATION, "outcome=ok")).isEqualTo(2);
    assertThat(recorder.points(Metric.TASK_DURATION)).hasSize(2);
  }

  @Test
  void a_kind_of_cancellation_that_is_listed_is_an_error() {
    options = new MetricOptions(Set.of(), List.of(), CancelledAsError.of(List.of("timeout")));
    run(MetricsTest::lab, cx ->
        cx.region(RegionOptions.named("late").withTimeout(Duration.ofSeconds(1)), scope -> {
          scope.launch(c -> c.sleep(Duration.ofDays(1)));
          scope.launch(c -> c.sleep(Duration.ofDays(1))).cancel(CancelReason.user("enough"));
          return null;
        }).isOk());

    assertThat(recorder.points(Metric.TASK_DURATION))
        .containsOnlyKeys("kind=timeout outcome=cancelled type=timeout", "kind=user outcome=cancelled");
  }

  @Test
  void a_duration_keeps_the_span_of_its_task_as_an_example() {
    Wiring wiring = lab();
    Wiring watched =
        wiring
            .observedBy(new MetricsObserver(
                Telemetry.of(recorder.sdk), Watched.of(wiring.interpretation()), options, true))
            .observedBy(SpansObserver.of(recorder.sdk, wiring.interpretation()));
    try (Kernel kernel = Kernel.open("lab", watched, KernelSettings.DEFAULT)) {
      kernel.run(cx ->
          cx.region(scope -> {
            scope.launch(TaskOptions.named("mailer"), c -> c.sleep(Duration.ofSeconds(1)));
            return null;
          })).orThrow();
    }

    String span =
        recorder.spans.getFinishedSpanItems().stream()
            .filter(each -> each.getName().equals("task mailer"))
            .findFirst().orElseThrow().getSpanId();
    assertThat(recorder.points(Metric.TASK_DURATION).get("outcome=ok").getExemplars())
        .singleElement()
        .satisfies(example -> assertThat(example.getSpanContext().getSpanId()).isEqualTo(span));
  }

  @Test
  void a_run_that_is_taken_down_leaves_nothing_behind() {
    Wiring wiring = lab();
    MetricsObserver observer = 
        new MetricsObserver(Telemetry.of(recorder.sdk), Watched.of(wiring.interpretation()), options, false);
    try (Kernel kernel = Kernel.open("lab", wiring.observedBy(observer), KernelSettings.DEFAULT)) {
      assertThatThrownBy(() -> kernel.run(cx ->
          cx.region(scope -> scope.open(Channel.<Integer>bounded(1)).receiver().recv(scope.cx()))));

      assertThat(observer.held()).isZero();
    }
  }
}
