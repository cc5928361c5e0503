package dev.asupersync.dump;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import java.util.List;
import java.util.Optional;

/**
 * A live region.
 *
 * @param ageNanos since it was opened
 * @param finalizers how many are registered and have not run
 * @param owned what was opened in it, latest first
 * @param tasks live tasks in the order in which they were spawned, its body first
 */
public record RegionDump(
    RegionId id,
    String name,
    RegionState state,
    long ageNanos,
    Budget budget,
    Optional<CancelReason> cancelReason,
    int finalizers,
    List<OwnedDump> owned,
    List<TaskDump> tasks,
    List<RegionDump> children) {

  public RegionDump {
    owned = List.copyOf(owned);
    tasks = List.copyOf(tasks);
    children = List.copyOf(children);
  }
}
