package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** No region closes while a task of it has not ended. */
final class TaskLeakOracle implements Oracle {

  private final Map<RegionId, Map<TaskId, TaskInfo>> live = new HashMap<>();
  private final Findings findings;

  TaskLeakOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "task_leak";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.SPAWN, Hook.END, Hook.REGION_CLOSED);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    live.computeIfAbsent(task.region(), _ -> new TreeMap<>())
        .put(task.id(), task);
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Map<TaskId, TaskInfo> siblings = live.get(task.region());
    if (siblings != null) {
      siblings.remove(task.id());
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    Map<TaskId, TaskInfo> left = live.remove(region.id());
    if (left != null && !left.isEmpty()) {
      findings.add(Findings.label(region) + " closed while these tasks had not ended: "
          + left.values().stream().map(Findings::label).collect(Collectors.joining(", ")));
    }
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
