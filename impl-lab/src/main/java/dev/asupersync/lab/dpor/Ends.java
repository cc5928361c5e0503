package dev.asupersync.lab.dpor;

import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The places at which tasks ended, for those who wait for that: a join, and a region that closes. */
final class Ends {

  private final Map<Long, Integer> ofTask = new HashMap<>();
  private final Map<Long, List<Integer>> ofRegion = new HashMap<>();

  void note(Step step) {
    if (step.operation == OpKind.END) {
      ofTask.put(step.resource, step.place);
      ofRegion.computeIfAbsent(step.region, _ -> new ArrayList<>()).add(step.place);
    }
  }

  /** What {@code step} waited for, if need be. */
  List<Integer> awaitedBy(Step step) {
    return switch (step.operation) {
      case JOIN -> ofTask.containsKey(step.resource) ? List.of(ofTask.get(step.resource)) : List.of();
      case REGION_CLOSE -> ofRegion.getOrDefault(step.resource, List.of());
      default -> List.of();
    };
  }
}
