package dev.asupersync.otel;

import static dev.asupersync.otel.Events.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.TaskState;
import dev.asupersync.otel.Events.Body;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpansObserverTest {

  private static final long EPOCH = ManualInterpretation.START.getEpochSecond() * 1_000_000_000L;

  private final ManualInterpretation time = new ManualInterpretation();
  private final SpanRecorder recorder = new SpanRecorder();
  private final SpansObserver observer = SpansObserver.of(recorder.sdk, time);
  private final Events events = new Events(observer);

  @AfterEach
  void nothing_is_left_behind() throws Exception {
    assertThat(observer.held()).isZero();
    assertThat(Context.current()).isSameAs(Context.root());
    SpanRecorder.assertNoContextOpen();
  }

  @Test
  void a_span_stands_where_its_task_or_region_stands_in_the_tree() {
    Body root = events.open("shop", null, null);
    TaskInfo mailer = events.spawn("mailer", root);
    events.start(mailer);
    Body letters = events.open("letters", mailer, root.region());
    TaskInfo letter = events.spawn("letter", letters);
    events.end(letter, OK);
    events.close(letters, OK);
    events.end(mailer, OK);
    Body checkout = events.open("checkout", root.task(), root.region());
    events.close(checkout, OK);
    events.close(root, OK);

    assertThat(recorder.spans()).hasSize(5);
    assertThat(recorder.parentOf("region shop")).isEmpty();
    assertThat(recorder.parentOf("task mailer")).isEqualTo("region shop");
    assertThat(recorder.parentOf("region letters")).isEqualTo("task mailer");
    assertThat(recorder.parentOf("task letter")).isEqualTo("region letters");
    assertThat(recorder.parentOf("region checkout")).isEqualTo("region shop");
  }

  @Test
  void what_has_no_name_is_called_by_its_kind_alone() {
    Body root = events.open("", null, null);
    events.run(events.spawn("", root), OK);
    events.close(root, OK);

    assertThat(recorder.spans()).extracting(SpanData::getName).containsExactly("task", "region");
  }

  @Test
  void times_are_the_interpretations() {
    Body root = events.open("shop", null, null);
    time.advance(250);
    TaskInfo task = events.spawn("mailer", root);
    time.advance(1_000);
    events.run(task, OK);
    time.advance(10);
    events.close(root, OK);

    assertThat(recorder.only("task mailer").getStartEpochNanos()).isEqualTo(EPOCH + 250);
    assertThat(recorder.only("task mailer").getEndEpochNanos()).isEqualTo(EPOCH + 1_250);
    assertThat(recorder.only("region shop").getStartEpochNanos()).isEqualTo(EPOCH);
    assertThat(recorder.only("region shop").getEndEpochNanos()).isEqualTo(EPOCH + 1_260);
  }

  @Test
  void each_of_the_four_outcomes_ends_the_span_and_stands_on_it() {
    Body root = events.open("shop", null, null);
    events.run(events.spawn("ok", root), OK);
    events.run(events.spawn("err", root), new Outcome.Err<>(new IOException("disk full")));
    events.run(events.spawn("cancelled", root), Events.cancelled(CancelReason.of(CancelKind.RACE_LOST)));
    events.run(events.spawn("panicked", root), new Outcome.Panicked<>(new IllegalStateException()));
    events.close(root, OK);

    assertEnd("task ok", "ok", null, StatusCode.UNSET, null);
    assertEnd("task err", "err", null, StatusCode.ERROR, "java.io.IOException");
    assertEnd("task cancelled", "cancelled", "race_lost", StatusCode.UNSET, null);
    assertEnd("task panicked", "panicked", null, StatusCode.ERROR, "java.lang.IllegalStateException");
    assertThat(recorder.only("task err").getStatus().getDescription()).isEqualTo("disk full");
  }

  @Test
  void a_region_tells_its_outcome_too() {
    Body root = events.open("shop", null, null);
    Body inner = events.open("inner", root.task(), root.region());
    events.close(inner, new Outcome.Err<>(new IOException("disk full")));
    events.close(root, Events.cancelled(CancelReason.of(CancelKind.SHUTDOWN)));

    assertEnd("region inner", "err", null, StatusCode.ERROR, "java.io.IOException");
    assertEnd("region shop", "cancelled", "shutdown", StatusCode.UNSET, null);
  }

  private void assertEnd(String name, String outcome, String kind, StatusCode status, String error) {
    SpanData span = recorder.only(name);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("asupersync.outcome"))).isEqualTo(outcome);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("asupersync.cancel.kind"))).isEqualTo(kind);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo(error);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(status);
  }

  @Test
  void a_task_that_never_ran_has_a_span_that_ended() {
    Body root = events.open("shop", null, null);
    TaskInfo task = events.spawn("late", root);
    observer.onCancelRequested(task, CancelReason.of(CancelKind.USER));
    events.end(task, Events.cancelled(CancelReason.of(CancelKind.USER)));
    events.close(root, OK);

    assertEnd("task late", "cancelled", "user", StatusCode.UNSET, null);
  }

  @Test
  void attributes_say_which_task_it_is_and_what_it_may_use() {
    Budget budget =
        Budget.DEFAULT.withPriority(200).withDeadline(ManualInterpretation.START.plusMillis(1_500));
    Body root = events.open("shop", null, null);
    time.advance(250_000_000);
    events.run(events.spawn("mailer", root, budget), OK);
    time.advance(2_000_000_000);
    events.run(events.spawn("late", root, budget), OK);
    events.close(root, OK);

    SpanData task = recorder.only("task mailer");
    assertThat(task.getAttributes().get(AttributeKey.longKey("asupersync.task.id"))).isEqualTo(2);
    assertThat(task.getAttributes().get(AttributeKey.longKey("asupersync.region.id"))).isEqualTo(1);
    assertThat(task.getAttributes().get(AttributeKey.longKey("asupersync.task.priority"))).isEqualTo(200);
    assertThat(task.getAttributes().get(AttributeKey.stringKey("asupersync.task.tier")))
        .as("what a task is unless somebody says otherwise")
        .isNull();
    assertThat(remaining(task)).isEqualTo(1.25);
    assertThat(remaining(recorder.only("task late"))).isZero();
    assertThat(remaining(recorder.only("region shop"))).isNull();
    assertThat(recorder.only("region shop").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("asupersync.interpretation"), "manual");
  }

  private static Double remaining(SpanData span) {
    return span.getAttributes().get(AttributeKey.doubleKey("asupersync.budget.deadline_remaining"));
  }

  @Test
  void the_span_is_current_in_tasks_bodies_and_finalizers_and_nowhere_else() {
    List<String> current = new ArrayList<>();
    Body root = events.open("shop", null, null);
    current.add(currentName());
    Body inner = events.open("inner", root.task(), root.region());
    current.add(currentName());
    TaskInfo task = events.spawn("mailer", inner);
    events.start(task);
    current.add(currentName());
    events.end(task, OK);
    current.add(currentName());
    events.end(inner.task(), OK);
    current.add(currentName());
    events.runFinalizer(inner, () -> current.add(currentName()));
    current.add(currentName());
    observer.onRegionClosed(inner.region(), OK);
    events.close(root, OK);
    current.add(currentName());

    assertThat(current)
        .containsExactly(
            "region shop",
            "region inner",
            "task mailer",
            "region inner",
            "region shop",
            "region inner",
            "region shop",
            "none");
  }

  private static String currentName() {
    return Span.current() instanceof ReadableSpan span ? span.getName() : "none";
  }

  @Test
  void a_region_opened_within_a_span_of_the_programs_own_is_its_child_and_baggage_goes_along() {
    Span request = recorder.sdk.getTracer("program").spanBuilder("GET /orders").startSpan();
    String[] seen = new String[1];
    try (Scope _ = request.makeCurrent()) {
      Body root = events.open("shop", null, null);
      try (Scope _ = Baggage.builder().put("tenant", "acme").build().makeCurrent()) {
        TaskInfo task = events.spawn("mailer", root);
        events.start(task);
        seen[0] = Baggage.current().getEntryValue("tenant");
        events.end(task, OK);
      }
      events.close(root, OK);
    }
    request.end();

    SpanData region = recorder.only("region shop");
    assertThat(region.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
    assertThat(recorder.only("task mailer").getParentSpanId()).isEqualTo(region.getSpanId());
    assertThat(seen[0]).isEqualTo("acme");
    // The request began in real time and the region in the hand-moved one: enclosure cannot be asked of them.
    recorder.reset();
  }

  @Test
  void a_program_started_within_a_span_is_its_child_whatever_strand_it_runs_on() throws Exception {
    Span request = recorder.sdk.getTracer("program").spanBuilder("GET /orders").startSpan();
    try (Scope _ = request.makeCurrent()) {
      observer.onRunStarted(1);
    }
    Thread.ofVirtual().start(() -> events.close(events.open("shop", null, null), OK)).join();
    observer.onRunEnded(1, OK);

    assertThat(recorder.only("region shop").getParentSpanContext()).isEqualTo(request.getSpanContext());
    recorder.reset();
  }

  @Test
  void a_cancellation_is_told_step_by_step() {
    CancelReason reason = CancelReason.of(CancelKind.TIMEOUT).withMessage("too slow");
    Body root = events.open("shop", null, null);
    TaskInfo task = events.spawn("mailer", root);
    events.start(task);
    time.advance(100);
    observer.onBudgetExhausted(task, CancelKind.DEADLINE);
    observer.onCancelRequested(task, reason);
    time.advance(100);
    observer.onCancelAcknowledged(task, reason);
    observer.onTrace(task, "closing the file");
    time.advance(100);
    observer.onTaskState(task, TaskState.CANCELLING, TaskState.FINALIZING);
    events.end(task, Events.cancelled(reason));
    events.close(root, OK);

    List<EventData> told = recorder.only("task mailer").getEvents();
    assertThat(told)
        .extracting(EventData::getName)
        .containsExactly(
            "asupersync.budget.exhausted",
            "asupersync.cancel.requested",
            "asupersync.cancel.observed",
            "asupersync.trace",
            "asupersync.cancel.finalizing");
    assertThat(told)
        .extracting(event -> event.getEpochNanos() - EPOCH)
        .containsExactly(100L, 100L, 200L, 200L, 300L);
    assertThat(told.get(1).getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("asupersync.cancel.kind"), "timeout")
        .containsEntry(AttributeKey.stringKey("asupersync.cancel.message"), "too slow");
  }

  @Test
  void a_region_and_its_body_tell_the_same_cancellation_once() {
    CancelReason reason = CancelReason.of(CancelKind.USER);
    Body root = events.open("shop", null, null);
    observer.onRegionCancelled(root.region(), reason);
    observer.onCancelRequested(root.task(), reason);
    observer.onCancelAcknowledged(root.task(), reason);
    observer.onCancelRequested(root.task(), CancelReason.of(CancelKind.SHUTDOWN));
    events.close(root, Events.cancelled(reason));

    assertThat(recorder.only("region shop").getEvents())
        .extracting(EventData::getName)
        .containsExactly(
            "asupersync.cancel.requested", "asupersync.cancel.observed", "asupersync.cancel.requested");
  }

  @Test
  void a_cancelled_task_links_to_the_one_that_set_it_off_even_when_that_has_ended() {
    Body root = events.open("shop", null, null);
    TaskInfo culprit = events.spawn("culprit", root);
    TaskInfo victim = events.spawn("victim", root);
    Body below = events.open("below", victim, root.region());
    events.run(culprit, new Outcome.Panicked<>(new IllegalStateException("broken")));
    CancelReason failFast = Events.by(CancelKind.FAIL_FAST, culprit, "culprit panicked");
    CancelReason handedDown = Events.by(CancelKind.PARENT_CANCELLED, victim, "from above").causedBy(failFast);
    observer.onCancelRequested(victim, failFast);
    observer.onRegionCancelled(below.region(), handedDown);
    observer.onCancelRequested(below.task(), handedDown);
    events.close(below, Events.cancelled(handedDown));
    events.end(victim, Events.cancelled(failFast));
    events.close(root, OK);

    String culpritSpan = recorder.only("task culprit").getSpanId();
    for (String name : List.of("task victim", "region below")) {
      assertThat(recorder.only(name).getLinks())
          .as(name)
          .singleElement()
          .satisfies(
              link -> {
                assertThat(link.getSpanContext().getSpanId()).isEqualTo(culpritSpan);
                assertThat(link.getAttributes().get(AttributeKey.stringKey("asupersync.link.kind")))
                    .isEqualTo("cancelled_by");
              });
    }
    assertThat(recorder.only("region shop").getLinks()).isEmpty();
  }

  @Test
  void a_task_that_cancels_itself_links_to_nobody() {
    Body root = events.open("shop", null, null);
    TaskInfo task = events.spawn("mailer", root);
    CancelReason reason = Events.by(CancelKind.USER, task, "enough");
    observer.onCancelRequested(task, reason);
    events.end(task, Events.cancelled(reason));
    events.close(root, OK);

    assertThat(recorder.only("task mailer").getLinks()).isEmpty();
  }

  @Test
  void with_spans_for_regions_only_a_task_runs_in_the_span_of_its_region() {
    SpansObserver coarse = new SpansObserver(
            Telemetry.of(recorder.sdk), Watched.of(time), SpanOptions.of(SpanLevel.REGIONS));
    Events told = new Events(coarse);

    Body root = told.open("shop", null, null);
    TaskInfo task = told.spawn("mailer", root);
    told.start(task);
    String current = currentName();
    Body inner = told.open("inner", task, root.region());
    told.close(inner, OK);
    coarse.onCancelRequested(task, CancelReason.of(CancelKind.USER));
    told.end(task, OK);
    told.close(root, OK);

    assertThat(current).isEqualTo("region shop");
    assertThat(recorder.spans()).extracting(SpanData::getName).containsExactly("region inner", "region shop");
    assertThat(recorder.parentOf("region inner")).isEqualTo("region shop");
    assertThat(recorder.only("region shop").getEvents()).isEmpty();
    assertThat(coarse.held()).isZero();
  }
}
