package dev.asupersync.debug;

import dev.asupersync.CancelKind;
import dev.asupersync.TaskState;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.obligation.ObligationState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The counters in the text format 0.0.4 of Prometheus. The names are those that the OpenTelemetry instruments of the
 * same things have when they are exported to Prometheus, so that one dashboard fits both. No label has a value that a
 * program makes up, so the number of series is fixed.
 */
final class Prometheus {

  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final List<ObligationState> RESOLUTIONS =
      List.of(ObligationState.COMMITTED, ObligationState.ABORTED, ObligationState.LEAKED);

  private final StringBuilder out = new StringBuilder();

  private Prometheus() {}

  static String of(Tally tally, Picture picture) {
    Prometheus text = new Prometheus();
    text.tasks(tally, picture);
    text.regions(tally, picture);
    text.cancellations(tally);
    text.obligations(tally, picture);
    text.family("asupersync_region_stuck_total", "counter", "Regions that did not end within their cleanup time.");
    text.sample("asupersync_region_stuck_total", "", tally.stuckCount());
    text.family("asupersync_debug_look_seconds", "gauge", "What the last look at the live tree took.");
    text.out.append("asupersync_debug_look_seconds ")
        .append(String.format(Locale.ROOT, "%.6f", picture.lookNanos() / 1e9)).append('\n');
    return text.out.toString();
  }

  private void tasks(Tally tally, Picture picture) {
    family("asupersync_task_started_total", "counter", "Tasks that were spawned, bodies of regions included.");
    sample("asupersync_task_started_total", "", tally.tasksStartedCount());
    family("asupersync_task_ended_total", "counter", "Tasks that have ended.");
    for (int i = 0; i < Tally.OUTCOMES.length; i++) {
      sample("asupersync_task_ended_total", label("asupersync_outcome", Tally.OUTCOMES[i]), tally.tasksEndedCount(i));
    }
    Map<TaskState, Long> live = new EnumMap<>(TaskState.class);
    for (TaskDump task : picture.tasks()) {
      live.merge(task.state(), 1L, Long::sum);
    }
    family("asupersync_task_active", "gauge", "Live tasks.");
    for (TaskState state : TaskState.values()) {
      if (state != TaskState.COMPLETED) {
        sample("asupersync_task_active", label("asupersync_task_state", lower(state)), live.getOrDefault(state, 0L));
      }
    }
    family("asupersync_task_waiting", "gauge", "Live tasks that wait for something.");
    sample("asupersync_task_waiting", "", picture.tasks().stream().filter(Prometheus::waits).count());
  }

  /** The body of a region that has returned is no live task, though its strand waits for the region to close. */
  private static boolean waits(TaskDump task) {
    return task.waitsFor().isPresent() && task.state() != TaskState.COMPLETED;
  }

  private void regions(Tally tally, Picture picture) {
    family("asupersync_region_opened_total", "counter", "Regions that were opened.");
    sample("asupersync_region_opened_total", "", tally.regionsOpenedCount());
    family("asupersync_region_closed_total", "counter", "Regions that have closed.");
    for (int i = 0; i < Tally.OUTCOMES.length; i++) {
      sample("asupersync_region_closed_total", label("asupersync_outcome", Tally.OUTCOMES[i]),
          tally.regionsClosedCount(i));
    }
    family("asupersync_region_active", "gauge", "Live regions.");
    sample("asupersync_region_active", "", picture.regions().size());
  }

  private void cancellations(Tally tally) {
    family("asupersync_cancel_requests_total", "counter", "Requests to a task to stop.");
    for (CancelKind kind : CancelKind.values()) {
      sample("asupersync_cancel_requests_total", label("asupersync_cancel_kind", kind.key('_')),
          tally.cancelCount(kind));
    }
    family("asupersync_budget_exhausted_total", "counter", "Budgets that were used up.");
    for (CancelKind kind : List.of(CancelKind.DEADLINE, CancelKind.POLL_QUOTA, CancelKind.COST_BUDGET)) {
      sample("asupersync_budget_exhausted_total", label("asupersync_budget_kind", kind.key('_')),
          tally.exhaustedCount(kind));
    }
  }

  private void obligations(Tally tally, Picture picture) {
    family("asupersync_obligation_reserved_total", "counter", "Obligations that were taken on.");
    sample("asupersync_obligation_reserved_total", "", tally.reservedCount());
    family("asupersync_obligation_resolved_total", "counter", "Obligations that were resolved, or leaked.");
    for (ObligationState state : RESOLUTIONS) {
      sample("asupersync_obligation_resolved_total", label("asupersync_obligation_resolution", lower(state)),
          tally.resolvedCount(state));
    }
    family("asupersync_obligation_active", "gauge", "Obligations that are held now, at most 100 of each task.");
    sample("asupersync_obligation_active", "",
        picture.tasks().stream().mapToLong(task -> task.obligations().size()).sum());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String label(String name, String value) {
    return "{" + name + "=\"" + value + "\"}";
  }

  private void family(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(' ')
        .append(type).append('\n');
  }

  private void sample(String name, String labels, long value) {
    out.append(name).append(labels).append(' ').append(value).append('\n');
  }
}
