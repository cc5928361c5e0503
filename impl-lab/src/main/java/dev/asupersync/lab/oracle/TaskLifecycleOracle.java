package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task is spawned once, starts once, ends once, and does something only in between. The body of a region is another
 * matter: when it has ended it waits for what else is in the region, and what others then try to do with its scope,
 * and are refused, they do in its name. Rules: 4.1, 4.8.
 */
final class TaskLifecycleOracle implements Oracle {

  private enum Phase {
    SPAWNED,
    STARTED
  }

  private final Map<TaskId, Phase> live = new HashMap<>();
  private final Set<TaskId> ended = Recent.set();
  private final Set<TaskId> abandoned = Recent.set();
  private final Findings findings;

  TaskLifecycleOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "task_lifecycle";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.SPAWN, Hook.START, Hook.END, Hook.OPERATION);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    if (live.put(task.id(), Phase.SPAWNED) != null || ended.contains(task.id())) {
      findings.add(label(task) + " was spawned twice");
    }
  }

  @Override
  public void onStart(TaskInfo task) {
    if (live.put(task.id(), Phase.STARTED) != Phase.SPAWNED) {
      findings.add(label(task) + " started " + (isOver(task) ? "after it had ended" : "twice, or unspawned"));
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    if (live.remove(task.id()) == null) {
      findings.add(label(task) + " ended " + (isOver(task) ? "twice" : "and was never spawned"));
    }
    (Abandoned.is(outcome) ? abandoned : ended).add(task.id());
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    boolean late = ended.contains(task.id());
    if (live.get(task.id()) == Phase.STARTED || (late && task.body()) || abandoned.contains(task.id())) {
      return;
    }
    findings.add(label(task) + " did " + kind + " on " + resource + " "
        + (late ? "after it had ended" : "before it had started"));
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private boolean isOver(TaskInfo task) {
    return ended.contains(task.id());
  }

  private static String label(TaskInfo task) {
    return Findings.label(task) + " in " + task.region();
  }
}
