package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.TaskOptions;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Exporters that are slow, hang or refuse: no task and no close waits for them, and what is lost is counted. */
@Isolated
class ExportTest {

  private static final int TASKS = 10_000;

  /** The tasks, their region and the root's. */
  private static final int SPANS = TASKS + 2;

  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Long> dropped = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void set() {
    GlobalOpenTelemetry.resetForTest();
    TestExporters.reset();
    TestExporters.metrics = this::readDropped;
    List.of("traces", "metrics", "logs")
        .forEach(signal -> System.setProperty("otel." + signal + ".exporter", "test"));
    Logger.getLogger(OwnSdk.class.getName()).addHandler(handler);
  }

  @AfterEach
  void clear() {
    release.countDown();
    Logger.getLogger(OwnSdk.class.getName()).removeHandler(handler);
    List.of("traces", "metrics", "logs").forEach(signal -> System.clearProperty("otel." + signal + ".exporter"));
    TestExporters.reset();
  }

  private CompletableResultCode readDropped(Collection<MetricData> metrics) {
    for (MetricData metric : metrics) {
      if (metric.getName().equals(Metric.TELEMETRY_DROPPED.key)) {
        for (LongPointData point : metric.getLongSumData().getPoints()) {
          String reason = point.getAttributes().get(AttributeKey.stringKey("asupersync.telemetry.reason"));
          dropped.put(reason, point.getValue());
        }
      }
    }
    return CompletableResultCode.ofSuccess();
  }

  private void runManyTasks(String flushTimeout) {
    Wiring wiring =
        new GivenSettings(Wiring.of(ProdInterpretation.open())).with("flush-timeout", flushTimeout).create();
    try (Kernel kernel = Kernel.open("otel", wiring, KernelSettings.DEFAULT)) {
      kernel.run(cx ->
          cx.region(scope -> {
            for (int i = 0; i < TASKS; i++) {
              scope.launch(TaskOptions.named("one"), c -> c.checkpoint());
            }
            return null;
          })).orThrow();
    }
  }

  private CompletableResultCode hang() {
    try {
      release.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return CompletableResultCode.ofFailure();
  }

  @Test
  void an_exporter_that_keeps_up_gets_everything_by_the_time_the_runtime_has_closed() {
    TestExporters.spans = spans -> {
      taken.addAndGet(spans.size());
      return CompletableResultCode.ofSuccess();
    };

    runManyTasks("60s");

    assertThat(taken.get() + dropped.get("queue_full")).isEqualTo(SPANS);
    assertThat(dropped).containsEntry("export_failed", 0L);
    assertThat(warnings).isEmpty();
  }

  @Test
  void an_exporter_that_hangs_holds_up_nothing_and_all_that_it_never_took_is_counted() {
    TestExporters.spans = _ -> hang();

    runManyTasks("0.2s"); // returns although the exporter is still in its first call: else the test times out

    assertThat(release.getCount()).isEqualTo(1);
    assertThat(dropped.get("queue_full")).as("the queue holds 2048").isGreaterThan(SPANS - 2048 - 3 * 512);
    assertThat(dropped.get("queue_full") + dropped.get("export_failed")).isEqualTo(SPANS);
    assertThat(warnings).singleElement().asString().contains("lost").contains("asupersync.otel.flush-timeout");
  }

  @Test
  void an_exporter_that_refuses_or_throws_loses_what_it_was_given_and_that_is_counted() {
    AtomicInteger asked = new AtomicInteger();
    TestExporters.spans = _ -> {
      if (asked.incrementAndGet() % 2 == 0) {
        throw new IllegalStateException("no route to host");
      }
      return CompletableResultCode.ofFailure();
    };

    runManyTasks("60s");

    assertThat(asked).hasValueGreaterThan(1);
    assertThat(dropped.get("queue_full") + dropped.get("export_failed")).isEqualTo(SPANS);
    assertThat(dropped.get("export_failed")).isPositive();
  }

  @Test
  void an_exporter_of_metrics_that_hangs_holds_up_neither_tasks_nor_the_close() {
    AtomicInteger spans = new AtomicInteger();
    TestExporters.metrics = _ -> hang();
    TestExporters.spans = batch -> {
      spans.addAndGet(batch.size());
      return CompletableResultCode.ofSuccess();
    };

    runManyTasks("2s");

    assertThat(release.getCount()).isEqualTo(1);
    assertThat(spans.get()).as("spans do not wait for metrics").isPositive();
  }

  @Test
  void log_events_that_the_exporter_refuses_are_counted_too() {
    TestExporters.logs = _ -> CompletableResultCode.ofFailure();

    runManyTasks("60s");

    assertThat(dropped.get("export_failed")).as("started and stopped").isEqualTo(2);
  }

  @Test
  void an_sdk_that_cannot_be_made_leaves_programs_unwatched_and_says_so() {
    System.setProperty("otel.bsp.max.queue.size", "-1");
    try {
      runManyTasks("60s");
    } finally {
      System.clearProperty("otel.bsp.max.queue.size");
    }

    assertThat(warnings).singleElement().asString().contains("CX-1010").contains("unwatched");
  }
}
