package dev.asupersync.otel;

import java.time.Duration;
import java.util.List;

/**
 * What stands on spans.
 *
 * @param maxTraceAge what starts in a trace that is older begins one of its own; zero for no such age
 * @param baggageKeys the entries of baggage that are copied onto spans
 * @param codeAttributes whether a span says where in the program its task or region was started
 */
record SpanOptions(
    SpanLevel level,
    CancelledAsError cancelledAsError,
    Duration maxTraceAge,
    List<String> baggageKeys,
    boolean codeAttributes) {

  static final SpanOptions DEFAULT = of(SpanLevel.TASKS);

  SpanOptions {
    baggageKeys = List.copyOf(baggageKeys);
  }

  static SpanOptions of(SpanLevel level) {
    return new SpanOptions(level, CancelledAsError.NONE, Duration.ZERO, List.of(), false);
  }
}
