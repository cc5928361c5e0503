package dev.asupersync.otel;

import java.util.List;
import java.util.Set;

/**
 * What is measured.
 *
 * @param groups besides {@link MetricGroup#CORE}
 * @param scopes the names of regions that stand on {@link Metric#TASK_DURATION}; all others have none
 */
record MetricOptions(Set<MetricGroup> groups, List<String> scopes, CancelledAsError cancelledAsError) {

  /** Each adds about as many series as all the metrics have without. */
  static final int MOST_SCOPES = 20;

  static final MetricOptions CORE = new MetricOptions(Set.of(), List.of(), CancelledAsError.NONE);

  MetricOptions {
    groups = Set.copyOf(groups);
    scopes = List.copyOf(scopes);
  }

  boolean has(MetricGroup group) {
    return groups.contains(group);
  }
}
