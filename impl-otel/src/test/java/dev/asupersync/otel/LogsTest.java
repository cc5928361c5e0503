package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written for people on duty, how often, and where. */
class LogsTest {

  private final MetricRecorder recorder = new MetricRecorder();

  private <T> Outcome<T, IOException> runInLab(Task<T, IOException> program) {
    return run(LabInterpretation.of(LabConfig.defaults()).wiring(), program);
  }

  private <T> Outcome<T, IOException> run(Wiring wiring, Task<T, IOException> program) {
    Wiring watched = wiring;
    for (RuntimeObserver observer : Otel.observers(recorder.sdk)) {
      watched = watched.observedBy(observer);
    }
    try (Kernel kernel = Kernel.open("test", watched, KernelSettings.DEFAULT)) {
      return kernel.run(IOException.class, program);
    } finally {
      for (RuntimeObserver observer : watched.observers()) {
        if (observer instanceof LogsObserver logs) {
          assertThat(logs.held()).isZero();
        }
      }
    }
  }

  private List<LogRecordData> of(LogEvent event) {
    return recorder.logs.getFinishedLogRecordItems().stream()
        .filter(record -> event.key.equals(record.getEventName()))
        .peek(record -> assertThat(record.getSeverity()).isEqualTo(event.severity))
        .toList();
  }

  private static String text(LogRecordData record) {
    return record.getBodyValue().asString();
  }

  private static String attribute(LogRecordData record, String key) {
    return record.getAttributes().get(AttributeKey.stringKey(key));
  }

  private String spanNamed(String name) {
    return recorder.spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .map(SpanData::getSpanId)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_runtime_tells_when_it_starts_to_run_and_when_it_has_stopped() {
    runInLab(_ -> null);

    assertThat(of(LogEvent.RUNTIME_STARTED)).singleElement().satisfies(record -> {
      assertThat(text(record)).contains("lab: random walk");
      assertThat(record.getTimestampEpochNanos())
          .isEqualTo(LabConfig.defaults().start().getEpochSecond() * 1_000_000_000L);
    });
    assertThat(of(LogEvent.RUNTIME_STOPPED)).hasSize(1);
    assertThat(recorder.logs.getFinishedLogRecordItems()).hasSize(2);
  }

  @Test
  void a_panic_is_written_once_in_the_span_that_it_left_first_however_far_it_travels() {
    runInLab(cx ->
        cx.region(RegionOptions.named("shop"), shop -> {
          shop.launch(TaskOptions.named("mailer"), c ->
              c.region(RegionOptions.named("letters"), letters -> {
                letters.launch(TaskOptions.named("letter"), _ -> {
                  throw new IllegalStateException("no stamp");
                });
                return null;
              }).orThrow());
          return null;
        }).orThrow());

    assertThat(of(LogEvent.TASK_PANICKED)).singleElement().satisfies(record -> {
      assertThat(text(record))
          .isEqualTo("task \"letter\" of region \"letters\" panicked: java.lang.IllegalStateException: no stamp");
      assertThat(attribute(record, "error.type")).isEqualTo("java.lang.IllegalStateException");
      assertThat(attribute(record, "exception.type")).isEqualTo("java.lang.IllegalStateException");
      assertThat(attribute(record, "exception.stacktrace")).contains("LogsTest");
      assertThat(record.getSpanContext().getSpanId()).isEqualTo(spanNamed("task letter"));
    });
  }

  @Test
  void a_panic_of_a_body_and_of_a_finalizer_is_written_too() {
    runInLab(cx -> {
      cx.region(RegionOptions.named("first"), _ -> {
        throw new IllegalStateException("body");
      }).isOk();
      cx.region(RegionOptions.named("second"), scope -> {
        scope.defer(_ -> {
          throw new IllegalStateException("finalizer");
        });
        return null;
      }).isOk();
      return null;
    });

    assertThat(of(LogEvent.TASK_PANICKED)).extracting(LogsTest::text).containsExactly(
        "region \"first\" panicked: java.lang.IllegalStateException: body",
        "task \"finalizer\" of region \"second\" panicked: java.lang.IllegalStateException: finalizer");
  }

  @Test
  void an_error_is_written_only_if_nobody_was_told_of_it() {
    runInLab(cx -> {
      cx.region(IOException.class, RegionOptions.named("shop").withPolicy(Policy.COLLECT_ALL), scope -> {
        TaskHandle<Void, IOException> joined = scope.launch(TaskOptions.named("joined"), _ -> fail("joined"));
        TaskHandle<Void, IOException> polled = scope.launch(TaskOptions.named("polled"), _ -> fail("polled"));
        scope.launch(TaskOptions.named("forgotten"), _ -> fail("forgotten"));
        joined.join();
        while (polled.tryJoin().isEmpty()) {
          cx.checkpoint();
        }
        return null;
      }).isOk();
      cx.region(IOException.class, RegionOptions.named("fast"), scope -> {
        scope.launch(TaskOptions.named("cause"), _ -> fail("cause"));
        return null;
      }).isOk();
      return null;
    });

    assertThat(of(LogEvent.TASK_FAILED)).singleElement().satisfies(record -> {
      assertThat(text(record)).contains("\"forgotten\"").contains("nobody asked");
      assertThat(attribute(record, "exception.message")).isEqualTo("forgotten");
      assertThat(record.getSpanContext().getSpanId()).isEqualTo(spanNamed("task forgotten"));
    });
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  void a_region_that_is_cancelled_is_one_event_and_not_one_for_each_task() {
    runInLab(cx ->
        cx.region(RegionOptions.named("shop"), scope -> {
          for (int i = 0; i < 5; i++) {
            scope.launch(c -> c.sleep(Duration.ofDays(1)));
          }
          scope.launch(TaskOptions.named("alone"), c -> c.sleep(Duration.ofDays(1)))
              .cancel(CancelReason.user("not you"));
          cx.sleep(Duration.ofSeconds(1));
          scope.cancel(CancelReason.user("closing time"));
          return null;
        }).isOk());

    assertThat(of(LogEvent.CANCEL_REQUESTED)).extracting(LogsTest::text)
        .anyMatch(text -> text.startsWith("task \"alone\" was asked to stop: user: not you"))
        .anyMatch(text -> text.startsWith("region \"shop\" was asked to stop: user: closing time"))
        .hasSize(2);
  }

  @Test
  void budgets_leaks_and_cleanup_that_takes_too_long_are_written() {
    run(Wiring.of(ProdInterpretation.open()), cx -> {
      cx.region(RegionOptions.named("late").withTimeout(Duration.ofMillis(5)), _ -> {
        cx.sleep(Duration.ofDays(1));
        return null;
      });
      cx.region(scope -> {
        scope.launch(
            TaskOptions.named("spender").withBudget(Budget.INFINITE.withCostQuota(3)), c -> c.spend(4));
        return null;
      });
      cx.region(scope -> {
        var sender = scope.open(Channel.<Integer>bounded(4).named("orders")).sender();
        scope.launch(c -> sender.reserve(c));
        return null;
      });
      return null;
    });

    assertThat(of(LogEvent.BUDGET_EXHAUSTED)).extracting(LogsTest::text).containsExactly(
        "region \"late\" used up its budget: deadline", "task \"spender\" used up its budget: cost quota");
    assertThat(of(LogEvent.OBLIGATION_LEAKED)).singleElement().satisfies(record ->
        assertThat(text(record)).contains("SEND_PERMIT").contains("orders"));
  }

  @Test
  void cleanup_over_its_budget_is_an_escalation_and_not_a_panic_besides() {
    runInLab(cx ->
        cx.region(scope -> {
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
        }).isOk());

    assertThat(of(LogEvent.CANCEL_ESCALATED)).hasSize(1);
    assertThat(of(LogEvent.TASK_PANICKED)).isEmpty();
  }

  @Test
  void a_run_that_the_lab_finds_wrong_says_which_rule_it_broke() {
    assertThatThrownBy(() -> runInLab(cx ->
        cx.<Void>region(scope -> {
          scope.open(Channel.<Integer>bounded(1)).receiver().recv(scope.cx());
          return null;
        }).orThrow()));
    assertThatThrownBy(() -> runInLab(cx ->
        cx.<Void>region(scope -> {
          var sender = scope.open(Channel.<Integer>bounded(1)).sender();
          scope.launch(c -> sender.reserve(c));
          return null;
        }).orThrow()));

    assertThat(of(LogEvent.ORACLE_VIOLATED))
        .extracting(record -> attribute(record, "asupersync.oracle.name"))
        .contains("deadlock")
        .hasSizeGreaterThan(1);
  }

  @Test
  void one_kind_of_event_is_written_ten_times_a_second_and_the_rest_is_counted() {
    runInLab(cx ->
        cx.region(RegionOptions.named("shop").withPolicy(Policy.COLLECT_ALL), scope -> {
          for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 25; i++) {
              scope.launch(_ -> {
                throw new IllegalStateException();
              }).join();
            }
            cx.sleep(Duration.ofSeconds(1));
          }
          return null;
        }).isOk());

    assertThat(of(LogEvent.TASK_PANICKED)).hasSize(30);
    assertThat(recorder.value(Metric.TELEMETRY_DROPPED, "reason=rate_limited")).isEqualTo(45);
  }

  @Test
  void severities_are_what_people_are_woken_by() {
    assertThat(LogEvent.TASK_PANICKED.severity).isEqualTo(Severity.ERROR);
    assertThat(LogEvent.CANCEL_REQUESTED.severity).as("a cancellation is no error").isEqualTo(Severity.DEBUG);
  }
}
