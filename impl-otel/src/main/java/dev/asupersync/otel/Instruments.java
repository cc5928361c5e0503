package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import dev.asupersync.Tier;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The instruments of {@link MetricGroup#CORE} with every set of attributes made beforehand, so that counting
 * allocates nothing. Counters start at zero in every series that can be named, because a series that appears only
 * with its first event has no increase to see.
 */
@SuppressWarnings("EnumOrdinal") // array lookups on the hot path, within one version
final class Instruments {

  /** The most error types that are told apart. */
  static final int ERROR_TYPES = 50;

  static final String DRAIN = "drain";
  static final String FINALIZE = "finalize";

  private final LongCounter taskStarted;
  private final DoubleHistogram taskDuration;
  private final DoubleHistogram regionDuration;
  private final DoubleHistogram regionCloseDuration;
  private final LongCounter cancelRequests;
  private final DoubleHistogram cancelDrainDuration;
  private final DoubleHistogram cancelResponseDuration;
  private final LongCounter cancelEscalations;
  private final LongCounter obligationResolved;
  private final LongCounter budgetExhausted;

  private final Attributes[] tiers = enumerated(Names.TIER, Tier.values());
  private final Attributes[] kinds = enumerated(Names.CANCEL_KIND, CancelKind.values());
  private final Attributes[] outcomes =
      Names.OUTCOMES.stream().map(word -> Attributes.of(Names.OUTCOME, word)).toArray(Attributes[]::new);
  private final Attributes[] draining = withPhase(DRAIN);
  private final Attributes[] finalizing = withPhase(FINALIZE);
  private final Attributes drain = Attributes.of(Metric.CANCEL_ESCALATIONS.attributes.getFirst(), DRAIN);
  private final Attributes finalize = Attributes.of(Metric.CANCEL_ESCALATIONS.attributes.getFirst(), FINALIZE);
  private final Attributes[] budgets =
      Names.BUDGETS.stream().map(word -> Attributes.of(Names.BUDGET_KIND, word)).toArray(Attributes[]::new);
  private final Attributes[][] resolutions = resolutions();
  private final TaskSeries tasks;
  private final Map<String, TaskSeries> tasksOfScopes = new HashMap<>();

  Instruments(Meter meter, MetricOptions options, Dropped dropped) {
    taskStarted = Metric.TASK_STARTED.counter(meter);
    taskDuration = Metric.TASK_DURATION.histogram(meter);
    regionDuration = Metric.REGION_DURATION.histogram(meter);
    regionCloseDuration = Metric.REGION_CLOSE_DURATION.histogram(meter);
    cancelRequests = Metric.CANCEL_REQUESTS.counter(meter);
    cancelDrainDuration = Metric.CANCEL_DRAIN_DURATION.histogram(meter);
    cancelResponseDuration = Metric.CANCEL_RESPONSE_DURATION.histogram(meter);
    cancelEscalations = Metric.CANCEL_ESCALATIONS.counter(meter);
    obligationResolved = Metric.OBLIGATION_RESOLVED.counter(meter);
    budgetExhausted = Metric.BUDGET_EXHAUSTED.counter(meter);

    ErrorTypes errorTypes = new ErrorTypes(ERROR_TYPES);
    Runnable folded = () -> dropped.add(Dropped.Reason.CARDINALITY, 1);
    tasks = new TaskSeries(Attributes.empty(), options.cancelledAsError(), errorTypes, folded);
    AttributeKey<String> scopeName = Metric.TASK_DURATION.attributes.getLast();
    for (String scope : options.scopes()) {
      tasksOfScopes.put(
          scope, new TaskSeries(Attributes.of(scopeName, scope), options.cancelledAsError(), errorTypes, folded));
    }
    zero();
  }

  private void zero() {
    zero(taskStarted, tiers);
    zero(cancelRequests, kinds);
    zero(cancelEscalations, drain, finalize);
    zero(budgetExhausted, budgets);
    for (Attributes[] ofKind : resolutions) {
      zero(obligationResolved, ofKind);
    }
  }

  private static void zero(LongCounter counter, Attributes... series) {
    for (Attributes attributes : series) {
      counter.add(0, attributes, Context.root());
    }
  }

  void taskStarted(Tier tier) {
    taskStarted.add(1, tiers[tier.ordinal()], Context.root());
  }

  /** {@code in} is where a histogram finds the span that it keeps as an example. */
  void taskEnded(String scope, long nanos, Outcome<?, ?> outcome, Context in) {
    TaskSeries series = tasksOfScopes.isEmpty() ? tasks : tasksOfScopes.getOrDefault(scope, tasks);
    taskDuration.record(seconds(nanos), series.of(outcome), in);
  }

  void regionClosed(long nanos, long closingNanos, Outcome<?, ?> outcome, Context in) {
    Attributes how = outcomes[Names.OUTCOMES.indexOf(Names.of(outcome))];
    regionDuration.record(seconds(nanos), how, in);
    regionCloseDuration.record(seconds(closingNanos), how, in);
  }

  void cancelRequested(CancelKind kind) {
    cancelRequests.add(1, kinds[kind.ordinal()], Context.root());
  }

  void cancelTold(CancelKind kind, long nanos, Context in) {
    cancelResponseDuration.record(seconds(nanos), kinds[kind.ordinal()], in);
  }

  void drained(CancelKind kind, long nanos, Context in) {
    cancelDrainDuration.record(seconds(nanos), draining[kind.ordinal()], in);
  }

  void finalized(CancelKind kind, long nanos, Context in) {
    cancelDrainDuration.record(seconds(nanos), finalizing[kind.ordinal()], in);
  }

  void escalated(boolean inFinalizers) {
    cancelEscalations.add(1, inFinalizers ? finalize : drain, Context.root());
  }

  void budgetExhausted(CancelKind kind) {
    budgetExhausted.add(1, budgets[Names.budget(kind)], Context.root());
  }

  void obligationResolved(ObligationKind kind, ObligationState how) {
    obligationResolved.add(1, resolutions[kind.ordinal()][how.ordinal() - 1], Context.root());
  }

  private static double seconds(long nanos) {
    return Math.max(0, nanos) / 1e9;
  }

  private static Attributes[] enumerated(AttributeKey<String> key, Enum<?>[] values) {
    Attributes[] all = new Attributes[values.length];
    for (Enum<?> value : values) {
      all[value.ordinal()] = Attributes.of(key, Names.of(value));
    }
    return all;
  }

  private Attributes[] withPhase(String phase) {
    AttributeKey<String> key = Metric.CANCEL_DRAIN_DURATION.attributes.getLast();
    Attributes[] all = new Attributes[kinds.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Objects.requireNonNull(kinds[i]).toBuilder().put(key, phase).build();
    }
    return all;
  }

  private static Attributes[][] resolutions() {
    List<AttributeKey<String>> keys = Metric.OBLIGATION_RESOLVED.attributes;
    Attributes[][] all = new Attributes[ObligationKind.values().length][];
    for (ObligationKind kind : ObligationKind.values()) {
      all[kind.ordinal()] =
          List.of(ObligationState.COMMITTED, ObligationState.ABORTED, ObligationState.LEAKED).stream()
              .map(how -> Attributes.of(keys.getFirst(), Names.of(kind), keys.getLast(), Names.of(how)))
              .toArray(Attributes[]::new);
    }
    return all;
  }
}
