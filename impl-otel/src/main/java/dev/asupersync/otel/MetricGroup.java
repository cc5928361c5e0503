package dev.asupersync.otel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Metrics that are switched on together. */
enum MetricGroup {
  /** Always there. */
  CORE,
  /** How tasks get to run; asks the JDK's scheduler, and looks at each start and checkpoint. */
  SCHED,
  /** How much time was left of deadlines; looks at each task. */
  BUDGET,
  /** How full named channels are, and how long their users wait; looks at each wait. */
  CHANNEL,
  /** What the lab's oracles found. */
  ORACLE;

  /** Those that {@code asupersync.otel.metrics.groups} can name. */
  static final List<String> WORDS = Arrays.stream(values()).skip(1).map(MetricGroup::word).toList();

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MetricGroup of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
