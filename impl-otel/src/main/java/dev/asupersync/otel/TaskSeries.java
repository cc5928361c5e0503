package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attributes of {@link Metric#TASK_DURATION}, each set made once: to make them for each task would cost more
 * than to record it.
 */
@SuppressWarnings("EnumOrdinal") // array lookups on the hot path, within one version
final class TaskSeries {

  private final ErrorTypes errorTypes;
  private final Runnable folded;
  private final Attributes base;
  private final Attributes ok;
  private final Attributes[] cancelled = new Attributes[CancelKind.values().length];
  private final Map<String, Attributes> err = new ConcurrentHashMap<>();
  private final Map<String, Attributes> panicked = new ConcurrentHashMap<>();

  /**
   * @param base what stands on all of them
   * @param cancelledAsError whether a cancellation of that kind is an error here
   * @param folded told of each error type that is not told apart
   */
  TaskSeries(Attributes base, CancelledAsError cancelledAsError, ErrorTypes errorTypes, Runnable folded) {
    this.base = base;
    this.errorTypes = errorTypes;
    this.folded = folded;
    this.ok = with(Names.OK).build();
    for (CancelKind kind : CancelKind.values()) {
      AttributesBuilder attributes = with(Names.CANCELLED).put(Names.CANCEL_KIND, Names.of(kind));
      cancelledAsError.errorType(kind).ifPresent(type -> attributes.put(Names.ERROR_TYPE, type));
      cancelled[kind.ordinal()] = attributes.build();
    }
  }

  private AttributesBuilder with(String outcome) {
    return base.toBuilder().put(Names.OUTCOME, outcome);
  }

  Attributes of(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> ok;
      case Outcome.Cancelled<?, ?> stopped -> cancelled[stopped.reason().kind().ordinal()];
      case Outcome.Err<?, ?> failed -> failed(err, Names.ERR, failed.error());
      case Outcome.Panicked<?, ?> broken -> failed(panicked, Names.PANICKED, broken.cause());
    };
  }

  private Attributes failed(Map<String, Attributes> all, String outcome, Throwable error) {
    String type = errorTypes.of(error);
    if (type.equals(ErrorTypes.OTHER)) {
      folded.run();
    }
    return Objects.requireNonNull(
        all.computeIfAbsent(type, name -> with(outcome).put(Names.ERROR_TYPE, name).build()));
  }
}
