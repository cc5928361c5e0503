package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says on spans what happened: names, attributes, events, status, with the interpretation's time. What the
 * tracer throws stays here, since a runtime must not suffer from those who watch it; the first such throw is
 * logged.
 */
final class SpanWriter {

  private static final System.Logger LOG = System.getLogger(SpanWriter.class.getName());

  /** Long messages say little more than their beginning, and they cost in every backend. */
  private static final int MAX_TEXT = 1_000;

  private final Tracer tracer;
  private final SpanClock clock;
  private final String interpretation;
  private final AtomicBoolean complained = new AtomicBoolean();

  SpanWriter(Tracer tracer, SpanClock clock, String interpretation) {
    this.tracer = tracer;
    this.clock = clock;
    this.interpretation = interpretation;
  }

  long epochNanos() {
    return clock.epochNanos();
  }

  Span startRegion(RegionInfo region, Context parent) {
    long now = clock.epochNanos();
    Span span = start("region", region.name(), parent, now);
    if (span.isRecording()) {
      span.setAttribute(SpanNames.REGION_ID, region.id().value());
      deadline(span, region.budget(), now);
      if (region.parent().isEmpty()) {
        span.setAttribute(SpanNames.INTERPRETATION, interpretation);
      }
    }
    return span;
  }

  Span startTask(TaskInfo task, Context parent) {
    long now = clock.epochNanos();
    Span span = start("task", task.name(), parent, now);
    if (span.isRecording()) {
      span.setAttribute(SpanNames.TASK_ID, task.id().value());
      span.setAttribute(SpanNames.REGION_ID, task.region().value());
      span.setAttribute(SpanNames.PRIORITY, (long) task.budget().priority());
      span.setAttribute(Names.TIER, Names.of(task.tier()));
      deadline(span, task.budget(), now);
    }
    return span;
  }

  private Span start(String kind, String name, Context parent, long now) {
    try {
      return tracer
          .spanBuilder(name.isEmpty() ? kind : kind + ' ' + name)
          .setParent(parent)
          .setStartTimestamp(now, NANOSECONDS)
          .startSpan();
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
      return Span.getInvalid();
    }
  }

  private static void deadline(Span span, Budget budget, long now) {
    if (budget.deadline().isPresent()) {
      Duration left = budget.remaining(SpanClock.instant(now)).orElse(Duration.ZERO);
      span.setAttribute(SpanNames.DEADLINE_REMAINING, left.getSeconds() + left.getNano() / 1e9);
    }
  }

  void cancelRequested(Span span, CancelReason reason) {
    cancelEvent(span, SpanNames.CANCEL_REQUESTED, reason);
  }

  void cancelObserved(Span span, CancelReason reason) {
    cancelEvent(span, SpanNames.CANCEL_OBSERVED, reason);
  }

  void cancelFinalizing(Span span) {
    event(span, SpanNames.CANCEL_FINALIZING, Attributes.empty());
  }

  private void cancelEvent(Span span, String name, CancelReason reason) {
    if (span.isRecording()) {
      String kind = Names.of(reason.kind());
      event(
          span,
          name,
          reason.message().isPresent()
              ? Attributes.of(
                  Names.CANCEL_KIND, kind, SpanNames.CANCEL_MESSAGE, cut(reason.message().get()))
              : Attributes.of(Names.CANCEL_KIND, kind));
    }
  }

  void budgetExhausted(Span span, CancelKind kind) {
    if (span.isRecording()) {
      event(span, SpanNames.BUDGET_EXHAUSTED, Attributes.of(Names.BUDGET_KIND, Names.BUDGETS.get(Names.budget(kind))));
    }
  }

  void trace(Span span, String message) {
    if (span.isRecording()) {
      event(span, SpanNames.TRACE, Attributes.of(SpanNames.MESSAGE, cut(message)));
    }
  }

  void stalled(Span span, String report) {
    if (span.isRecording()) {
      event(span, SpanNames.CLOSE_STALLED, Attributes.of(SpanNames.MESSAGE, cut(report)));
    }
  }

  private void event(Span span, String name, Attributes attributes) {
    if (!span.isRecording()) {
      return;
    }
    try {
      span.addEvent(name, attributes, clock.epochNanos(), NANOSECONDS);
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
  }

  void cancelledBy(Span span, SpanContext initiator) {
    try {
      span.addLink(initiator, SpanNames.CANCELLED_BY);
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
  }

  /** Ends the span as the task or region ended. A cancellation is not an error. */
  void finish(Span span, Outcome<?, ?> outcome) {
    if (span.isRecording()) {
      try {
        switch (outcome) {
          case Outcome.Ok<?, ?> _ -> span.setAttribute(Names.OUTCOME, "ok");
          case Outcome.Err<?, ?>(Exception error) -> failed(span, "err", error);
          case Outcome.Cancelled<?, ?>(CancelReason reason) -> {
            span.setAttribute(Names.OUTCOME, "cancelled");
            span.setAttribute(Names.CANCEL_KIND, Names.of(reason.kind()));
          }
          case Outcome.Panicked<?, ?>(Throwable cause) -> failed(span, "panicked", cause);
        }
      } catch (RuntimeException | Error refusal) {
        complain(refusal);
      }
    }
    end(span, clock.epochNanos());
  }

  /** Ends the span of something that nobody waits for any more. */
  void abandon(Span span, long epochNanos) {
    try {
      span.setAttribute(Names.OUTCOME, "abandoned");
      span.setAttribute(Names.ERROR_TYPE, "abandoned");
      span.setStatus(StatusCode.ERROR, "had not ended when nobody waited for it any more");
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
    end(span, epochNanos);
  }

  private void end(Span span, long epochNanos) {
    try {
      span.end(epochNanos, NANOSECONDS);
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
  }

  private static void failed(Span span, String how, Throwable why) {
    span.setAttribute(Names.OUTCOME, how);
    span.setAttribute(Names.ERROR_TYPE, why.getClass().getName());
    String message = why.getMessage();
    span.setStatus(StatusCode.ERROR, message == null ? "" : cut(message));
  }

  /** What the tracer or the context threw: said once, at the first time. */
  void complain(Throwable refusal) {
    if (complained.compareAndSet(false, true)) {
      LOG.log(System.Logger.Level.WARNING, "OpenTelemetry refused a span; programs go on.", refusal);
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
