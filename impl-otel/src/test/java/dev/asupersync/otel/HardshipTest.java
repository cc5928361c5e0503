package dev.asupersync.otel;

import static dev.asupersync.otel.Events.OK;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.otel.Events.Body;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many tasks, tasks that never end, and telemetry that fails: programs do not notice, nothing is kept. */
class HardshipTest {

  private final ManualInterpretation time = new ManualInterpretation();

  @AfterEach
  void no_context_is_left_open() throws Exception {
    assertThat(Context.current()).isSameAs(Context.root());
    SpanRecorder.assertNoContextOpen();
  }

  @Test
  void ten_thousand_tasks_on_as_many_strands_leave_their_spans_and_nothing_else() {
    SpanRecorder recorder = new SpanRecorder();
    SpansObserver observer = SpansObserver.of(recorder.sdk, time);
    Events events = new Events(observer);

    Body root = events.open("many", null, null);
    try (ExecutorService strands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10_000; i++) {
        TaskInfo task = events.spawn("one", root);
        strands.execute(
            () -> {
              events.start(task);
              observer.onCancelRequested(task, Events.by(CancelKind.USER, root.task(), "stop"));
              Thread.yield();
              events.end(task, Events.cancelled(CancelReason.of(CancelKind.USER)));
            });
      }
    }
    events.close(root, OK);

    assertThat(observer.held()).isZero();
    assertThat(recorder.spans()).hasSize(10_001);
  }

  @Test
  void a_span_processor_that_throws_is_never_felt() {
    SpanProcessor broken =
        new SpanProcessor() {
          @Override
          public void onStart(Context parent, ReadWriteSpan span) {
            throw new IllegalStateException("on start");
          }

          @Override
          public boolean isStartRequired() {
            return true;
          }

          @Override
          public void onEnd(ReadableSpan span) {
            throw new AssertionError("on end");
          }

          @Override
          public boolean isEndRequired() {
            return true;
          }
        };
    SpansObserver observer = SpansObserver.of(sdk(broken), time);

    runOneOfEach(observer);

    assertThat(observer.held()).isZero();
  }

  @Test
  void an_exporter_that_throws_or_refuses_is_never_felt() {
    AtomicInteger asked = new AtomicInteger();
    SpanExporter broken =
        new FakeExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            if (asked.getAndIncrement() % 2 == 0) {
              throw new IllegalStateException("no route to host");
            }
            return CompletableResultCode.ofFailure();
          }
        };
    SpansObserver observer = SpansObserver.of(sdk(SimpleSpanProcessor.create(broken)), time);

    runOneOfEach(observer);

    assertThat(asked).hasValueGreaterThan(1);
    assertThat(observer.held()).isZero();
  }

  @Test
  void an_exporter_that_hangs_delays_no_task_and_the_closing_of_the_runtime_not_for_long() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    SpanExporter stuck =
        new FakeExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            hanging.countDown();
            try {
              release.await();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            return CompletableResultCode.ofSuccess();
          }
        };
    OpenTelemetrySdk sdk =
        sdk(BatchSpanProcessor.builder(stuck).setMaxQueueSize(8).setMaxExportBatchSize(1).build());
    Telemetry telemetry = owned(sdk, Duration.ofMillis(50));
    SpansObserver observer = new SpansObserver(telemetry, Watched.of(time), SpanOptions.DEFAULT);

    runOneOfEach(observer);
    assertThat(hanging.await(60, SECONDS)).isTrue();
    for (int i = 0; i < 100; i++) {
      runOneOfEach(observer); // many more spans than the queue holds
    }
    telemetry.closed(); // returns although the exporter is still in its call: else the test times out

    assertThat(observer.held()).isZero();
    release.countDown();
  }

  @Test
  void the_last_spans_are_exported_when_the_runtime_closes() {
    AtomicInteger exported = new AtomicInteger();
    SpanExporter counting =
        new FakeExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            exported.addAndGet(spans.size());
            return CompletableResultCode.ofSuccess();
          }
        };
    OpenTelemetrySdk sdk =
        sdk(BatchSpanProcessor.builder(counting).setScheduleDelay(Duration.ofDays(1)).build());
    Telemetry telemetry = owned(sdk, Duration.ofMinutes(1));
    SpansObserver observer = new SpansObserver(telemetry, Watched.of(time), SpanOptions.DEFAULT);

    runOneOfEach(observer);
    assertThat(exported).as("a batch that is not full waits").hasValue(0);
    telemetry.closed();

    assertThat(exported).hasValue(2);
  }

  @Test
  void what_is_abandoned_ends_no_later_than_the_region_around_it() throws Exception {
    SpanRecorder recorder = new SpanRecorder();
    SpansObserver observer = SpansObserver.of(recorder.sdk, time);
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    TaskInfo stuck = events.spawn("stuck", root);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread strand =
        Thread.ofVirtual()
            .start(
                () -> {
                  events.start(stuck);
                  Body inner = events.open("inner", stuck, root.region());
                  events.spawn("innermost", inner);
                  inside.countDown();
                  awaitUninterruptibly(release);
                });
    inside.await();
    time.advance(100);

    observer.onStuck(root.region(), "region R1 did not end");
    events.end(root.task(), OK);
    observer.onRegionClosed(root.region(), OK);
    time.advance(100);
    observer.onRunEnded(1, OK);

    release.countDown();
    strand.join();
    assertThat(recorder.spans()).extracting(SpanData::getName)
        .containsExactlyInAnyOrder("region shop", "region inner", "task stuck", "task innermost");
    assertThat(recorder.only("region shop").getEvents()).hasSize(1);
    assertThat(observer.held()).isZero();
    dropTheContextThatDiedWithItsStrand();
  }

  @Test
  void an_end_that_another_thread_tells_leaves_the_context_of_that_thread_alone() throws Exception {
    SpanRecorder recorder = new SpanRecorder();
    SpansObserver observer = SpansObserver.of(recorder.sdk, time);
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    TaskInfo stuck = events.spawn("stuck", root);
    Context before = Context.current();

    Thread strand = Thread.ofVirtual().start(() -> events.start(stuck));
    strand.join();
    List<String> complaints = complaintsOf(() -> events.end(stuck, OK));

    assertThat(complaints).as("closing a context on a foreign thread was not even tried").isEmpty();
    assertThat(Context.current()).isSameAs(before);
    events.close(root, OK);
    assertThat(recorder.only("task stuck").hasEnded()).isTrue();
    dropTheContextThatDiedWithItsStrand();
  }

  /**
   * The strand ended within its task, so its context was never closed; the strict storage says so, rightly.
   */
  private static void dropTheContextThatDiedWithItsStrand() throws Exception {
    try {
      SpanRecorder.assertNoContextOpen();
    } catch (AssertionError expected) {
      assertThat(expected).hasMessageContaining("Thread");
    }
  }

  @Test
  void what_a_run_that_was_taken_down_left_open_ends_with_the_run() {
    SpanRecorder recorder = new SpanRecorder();
    SpansObserver observer = SpansObserver.of(recorder.sdk, time);
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    events.spawn("mailer", root);
    events.end(root.task(), OK);

    observer.onRunEnded(1, OK);

    assertThat(recorder.spans())
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("region shop", "task mailer");
    assertThat(observer.held()).isZero();
  }

  @Test
  void a_no_op_opentelemetry_is_known_as_one() {
    assertThat(Telemetry.of(OpenTelemetry.noop()).signals()).isEqualTo(Telemetry.Signals.NONE);
    assertThat(Otel.observers(OpenTelemetry.noop())).isEmpty();
    assertThat(Telemetry.of(new SpanRecorder().sdk).signals().traces()).isTrue();
  }

  private static Telemetry owned(OpenTelemetrySdk sdk, Duration limit) {
    return Telemetry.ready(
        new Telemetry.Running(sdk, () -> {}, () -> new Shutdown(limit).close(sdk, () -> {})));
  }

  private static List<String> complaintsOf(Runnable code) {
    List<String> messages = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            messages.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(SpanWriter.class.getName());
    log.addHandler(handler);
    try {
      code.run();
    } finally {
      log.removeHandler(handler);
    }
    return messages;
  }

  private static void runOneOfEach(SpansObserver observer) {
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    TaskInfo task = events.spawn("mailer", root);
    events.start(task);
    observer.onCancelRequested(task, Events.by(CancelKind.USER, root.task(), "stop"));
    observer.onTrace(task, "said");
    events.end(task, OK);
    events.close(root, OK);
    observer.onRunEnded(1, OK);
  }

  private static OpenTelemetrySdk sdk(SpanProcessor processor) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(processor).build())
        .build();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private abstract static class FakeExporter implements SpanExporter {
    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
