package dev.asupersync.dump;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import java.util.List;
import java.util.Optional;

/**
 * A live task.
 *
 * @param body whether it is the body of its region, and so runs on the strand of the task that opened it
 * @param ageNanos since it was spawned
 * @param budget what it has left, a moment ago
 * @param polls how many run slices it has had
 * @param progress what it said at its last checkpoint, or the empty string
 * @param obligations what it holds, newest first, at most 100
 * @param waitsFor what it waits for, if it waits
 * @param inRegion the region that it has opened and is inside of, if any
 */
public record TaskDump(
    TaskId id,
    String name,
    RegionId region,
    boolean body,
    TaskState state,
    long ageNanos,
    Budget budget,
    long polls,
    int maskDepth,
    String progress,
    Optional<CancelReason> cancelReason,
    List<ObligationDump> obligations,
    Optional<WaitDump> waitsFor,
    Optional<RegionId> inRegion) {

  public TaskDump {
    obligations = List.copyOf(obligations);
  }

  /** {@code T7 "mailer"}. */
  public String label() {
    return name.isEmpty() ? id.toString() : id + " \"" + name + "\"";
  }
}
