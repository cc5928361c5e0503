package dev.asupersync.otel;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Tier;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
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

  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final long ALIVE_AFTER_NANOS = 5 * MINUTE_NANOS;

  /** A span has room for 128 events, and others matter more. */
  private static final int MOST_ALIVE = 60;

  private final Tracer tracer;
  private final boolean droppedOnce;
  private final Watched watched;
  private final SpanOptions options;
  private final long maxTraceAgeNanos;
  private final SpanTitles titles = new SpanTitles();
  private final AtomicBoolean complained = new AtomicBoolean();

  SpanWriter(OpenTelemetry openTelemetry, Watched watched, SpanOptions options) {
    this.tracer = Instrumentation.tracer(openTelemetry);
    this.droppedOnce = Sampling.isSaidOnce(openTelemetry);
    this.watched = watched;
    this.options = options;
    this.maxTraceAgeNanos = options.maxTraceAge().isZero() ? Long.MAX_VALUE : options.maxTraceAge().toNanos();
  }

  /** Whether what starts now in a trace that began then should begin one of its own. */
  boolean isOld(long traceStart, long now) {
    return now - traceStart > maxTraceAgeNanos;
  }

  /** {@code detached}: in a trace of its own, with a link to what would have been its parent. */
  Span startRegion(RegionInfo region, Context parent, long now, boolean detached) {
    Span span = start(titles.region(region.name()), parent, now, detached);
    if (span.isRecording()) {
      span.setAttribute(SpanNames.REGION_ID, region.id().value());
      deadline(span, region.budget(), now);
      if (region.parent().isEmpty()) {
        span.setAttribute(SpanNames.INTERPRETATION, watched.description());
        Long seed = watched.seed();
        if (seed != null) {
          span.setAttribute(SpanNames.LAB_SEED, seed);
        }
      }
      extras(span, parent);
    }
    return span;
  }

  /** {@code around} is what the task will carry: the baggage is there. */
  Span startTask(TaskInfo task, Context parent, Context around, long now, boolean detached) {
    Span span = start(titles.task(task.name()), parent, now, detached);
    if (span.isRecording()) {
      span.setAttribute(SpanNames.TASK_ID, task.id().value());
      span.setAttribute(SpanNames.REGION_ID, task.region().value());
      if (task.budget().priority() != Budget.DEFAULT.priority()) {
        span.setAttribute(SpanNames.PRIORITY, (long) task.budget().priority());
      }
      if (task.tier() != Tier.TASK) {
        span.setAttribute(Names.TIER, Names.of(task.tier()));
      }
      deadline(span, task.budget(), now);
      extras(span, around);
    }
    return span;
  }

  private void extras(Span span, Context around) {
    if (!options.baggageKeys().isEmpty()) {
      Baggage baggage = Baggage.fromContext(around);
      for (String key : options.baggageKeys()) {
        String value = baggage.getEntryValue(key);
        if (value != null) {
          span.setAttribute(key, cut(value));
        }
      }
    }
    if (options.codeAttributes()) {
      CodePlace.on(span);
    }
  }

  /** A new one; or the parent, where that is not sampled and so nothing below it is. */
  private Span start(String title, Context parent, long now, boolean detached) {
    try {
      Span above = Span.fromContext(parent);
      if (droppedOnce && !detached && Sampling.isDropped(above)) {
        return above;
      }
      SpanBuilder builder = tracer.spanBuilder(title).setStartTimestamp(now, NANOSECONDS);
      if (detached) {
        builder.setNoParent().addLink(above.getSpanContext(), SpanNames.CONTINUES);
      } else {
        builder.setParent(parent);
      }
      return builder.startSpan();
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
      return Span.getInvalid();
    }
  }

  /** A wait for a channel, within its task. */
  Span startOperation(String verb, String channel, long number, Context task) {
    Span span = start(channel.isEmpty() ? verb : verb + ' ' + channel, task, watched.epochNanos(), false);
    if (span.isRecording()) {
      span.setAttribute(SpanNames.CHANNEL_ID, number);
      if (!channel.isEmpty()) {
        span.setAttribute(SpanNames.CHANNEL_NAME, channel);
      }
    }
    return span;
  }

  void endOperation(Span span) {
    end(span, watched.epochNanos());
  }

  /** Writes, for a region that is open for long, each minute that has passed since it was asked last. */
  void alive(LiveRegion region, long now) {
    if (now - region.opened < ALIVE_AFTER_NANOS || !region.span.isRecording()) {
      return;
    }
    for (int told = 0; told < MOST_ALIVE; told++) {
      long next = region.alive == region.opened ? region.opened + ALIVE_AFTER_NANOS : region.alive + MINUTE_NANOS;
      if (next > now || next - region.opened > ALIVE_AFTER_NANOS + MOST_ALIVE * MINUTE_NANOS) {
        return;
      }
      region.alive = next;
      event(region.span, SpanNames.ALIVE, Attributes.empty(), next);
    }
  }

  private static void deadline(Span span, Budget budget, long now) {
    if (budget.deadline().isPresent()) {
      Duration left = budget.remaining(Watched.instant(now)).orElse(Duration.ZERO);
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
    if (span.isRecording()) {
      event(span, name, attributes, watched.epochNanos());
    }
  }

  private void event(Span span, String name, Attributes attributes, long epochNanos) {
    try {
      span.addEvent(name, attributes, epochNanos, NANOSECONDS);
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
  }

  void link(Span span, SpanContext other, Attributes kind) {
    try {
      span.addLink(other, kind);
    } catch (RuntimeException | Error refusal) {
      complain(refusal);
    }
  }

  /** Ends the span as the task or region ended. A cancellation is not an error. */
  void finish(Span span, Outcome<?, ?> outcome) {
    if (span.isRecording()) {
      try {
        switch (outcome) {
          case Outcome.Ok<?, ?> _ -> span.setAttribute(Names.OUTCOME, Names.OK);
          case Outcome.Err<?, ?>(Exception error) -> failed(span, Names.ERR, error);
          case Outcome.Cancelled<?, ?>(CancelReason reason) -> {
            span.setAttribute(Names.OUTCOME, Names.CANCELLED);
            span.setAttribute(Names.CANCEL_KIND, Names.of(reason.kind()));
            Optional<String> error = options.cancelledAsError().errorType(reason.kind());
            if (error.isPresent()) {
              span.setAttribute(Names.ERROR_TYPE, error.get());
              span.setStatus(StatusCode.ERROR, cut(reason.toString()));
            }
          }
          case Outcome.Panicked<?, ?>(Throwable cause) -> failed(span, Names.PANICKED, cause);
        }
      } catch (RuntimeException | Error refusal) {
        complain(refusal);
      }
    }
    end(span, watched.epochNanos());
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
