package dev.asupersync.otel;

import io.opentelemetry.api.logs.Severity;

/** Every log event that there is. Queries read the names: add, never rename. docs/telemetry.md has them as a table. */
enum LogEvent {
  RUNTIME_STARTED("asupersync.runtime.started", Severity.INFO, "A runtime is about to run its first program."),
  RUNTIME_STOPPED("asupersync.runtime.stopped", Severity.INFO, "A runtime has closed."),
  CONFIG_REJECTED(
      "asupersync.config.rejected", Severity.ERROR,
      "A setting under asupersync.otel is wrong, so no runtime was started. Told where the process has an"
          + " OpenTelemetry of its own."),
  TASK_PANICKED(
      "asupersync.task.panicked", Severity.ERROR,
      "A task, a region's body or a finalizer ended with something that it had not declared; with the exception."),
  TASK_FAILED(
      "asupersync.task.failed", Severity.WARN,
      "A task ended with its declared error, and its region closed without anybody having been told; with the"
          + " exception."),
  CANCEL_REQUESTED(
      "asupersync.cancel.requested", Severity.DEBUG, "A region, or a task alone, was asked to stop."),
  CANCEL_ESCALATED(
      "asupersync.cancel.escalated", Severity.WARN, "Cleanup took more than its budget, and was expelled."),
  OBLIGATION_LEAKED(
      "asupersync.obligation.leaked", Severity.ERROR, "A task ended while holding an obligation."),
  FUTURELOCK_SUSPECTED(
      "asupersync.futurelock.suspected", Severity.WARN,
      "In a lab: a task holds what another waits for, and does nothing."),
  REGION_CLOSE_STALLED(
      "asupersync.region.close.stalled", Severity.WARN,
      "A region did not close within its cleanup time; with at most ten of the tasks that hold it up, and where"
          + " they are."),
  BUDGET_EXHAUSTED("asupersync.budget.exhausted", Severity.INFO, "A task or region used up its budget."),
  ORACLE_VIOLATED("asupersync.oracle.violated", Severity.ERROR, "In a lab: a run broke a rule.");

  final String key;
  final Severity severity;
  final String description;

  LogEvent(String key, Severity severity, String description) {
    this.key = key;
    this.severity = severity;
    this.description = description;
  }
}
