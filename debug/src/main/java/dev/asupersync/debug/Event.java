package dev.asupersync.debug;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, kept as it came and put into words only when somebody reads it.
 *
 * @param number counts from 1 on
 * @param epochNanos when, on the clock that programs see
 * @param detail what else is known: a reason, an outcome, a message
 */
record Event(
    long number,
    long epochNanos,
    Kind kind,
    @Nullable RegionInfo region,
    @Nullable TaskInfo task,
    @Nullable Object detail) {

  enum Kind {
    RUN_STARTED("program started"),
    RUN_ENDED("program ended"),
    REGION_OPENED("region opened"),
    REGION_CANCELLED("region cancelled"),
    REGION_CLOSED("region closed"),
    SPAWNED("spawned"),
    CANCEL_REQUESTED("asked to stop"),
    CANCEL_HEARD("heard that it should stop"),
    BUDGET_EXHAUSTED("budget used up"),
    ENDED("ended"),
    LEAKED("leak"),
    STUCK("stuck"),
    SAID("said");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** One that has no number yet. */
  record Untold(long epochNanos, Kind kind, @Nullable RegionInfo region, @Nullable TaskInfo task,
      @Nullable Object detail) {

    Event numbered(long number) {
      return new Event(number, epochNanos, kind, region, task, detail);
    }
  }

  /** What it happened to. */
  String subject() {
    if (task != null) {
      return label(task);
    }
    if (detail instanceof ObligationInfo leaked) {
      return leaked.holder().toString();
    }
    return region == null ? "" : label(region);
  }

  static String label(TaskInfo task) {
    return Words.named(task.id().toString(), task.name());
  }

  static String label(RegionInfo region) {
    return Words.named(region.id().toString(), region.name());
  }

  /** What there is to say of it. */
  String text() {
    return switch (detail) {
      case null -> "";
      case CancelReason reason -> reason.explain();
      case CancelKind limit -> limit.toString();
      case Outcome<?, ?> outcome -> outcome(outcome);
      case ObligationInfo leaked -> leaked.kind() + " " + leaked.id() + " on " + leaked.subject() + " was not resolved"
          + (leaked.site().isEmpty() ? "" : "; it was reserved at " + leaked.site());
      default -> detail.toString();
    };
  }

  private static String outcome(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> "Ok";
      case Outcome.Err<?, ?> err -> "Err: " + err.error();
      case Outcome.Cancelled<?, ?> cancelled -> "Cancelled: " + cancelled.reason().explain();
      case Outcome.Panicked<?, ?> panicked -> "Panicked: " + panicked.cause();
    };
  }
}
