package dev.asupersync;

/** What kind of work a task is. A label for telemetry and dumps; it changes nothing. */
public enum Tier {
  FIBER,
  TASK,
  ACTOR,
  REMOTE
}
