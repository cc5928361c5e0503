package dev.asupersync.dump;

import dev.asupersync.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows who waits for whom. Each chain goes on along the first task that could end the wait. */
final class WaitForChains {

  private WaitForChains() {}

  static List<String> of(List<TaskDump> tasks) {
    Map<TaskId, TaskDump> byId = new LinkedHashMap<>();
    tasks.forEach(task -> byId.put(task.id(), task));
    Set<TaskId> told = new LinkedHashSet<>();
    List<String> chains = new ArrayList<>();
    for (TaskDump task : tasks) {
      if (task.waitsFor().isPresent() && !told.contains(task.id())) {
        chains.add(chain(task, byId, told));
      }
    }
    return chains;
  }

  private static String chain(TaskDump start, Map<TaskId, TaskDump> byId, Set<TaskId> told) {
    StringBuilder text = new StringBuilder();
    Set<TaskId> seen = new LinkedHashSet<>();
    TaskDump at = start;
    while (true) {
      text.append(at.label());
      told.add(at.id());
      if (!seen.add(at.id())) {
        return text.append(" (a cycle)").toString();
      }
      if (at.waitsFor().isEmpty()) {
        return text.append(" (").append(at.state()).append(')').toString();
      }
      WaitDump wait = at.waitsFor().get();
      text.append(" waits for ").append(wait.what());
      TaskDump next =
          wait.heldUpBy().stream().filter(byId::containsKey).map(byId::get).findFirst().orElse(null);
      if (next == null) {
        return text.append(wait.heldUpBy().isEmpty() ? ", which no live task can end" : "").toString();
      }
      text.append(" -> ");
      at = next;
    }
  }
}
