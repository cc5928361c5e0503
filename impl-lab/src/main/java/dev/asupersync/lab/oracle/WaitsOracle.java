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
 * A task that waits does nothing until that wait is over, goes on with what it waited for, and does not end before.
 * Rules: 7.0.1, 7.0.5.
 */
final class WaitsOracle implements Oracle {

  private record Wait(OpKind kind, long resource) {

    @Override
    public String toString() {
      return kind + " of " + resource;
    }
  }

  private final Map<TaskId, Wait> waiting = new HashMap<>();
  private final Findings findings;

  WaitsOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "waits";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.WAIT, Hook.OPERATION, Hook.END);
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    Wait next = new Wait(kind, resource);
    Wait before = waiting.put(task.id(), next);
    if (before != null) {
      findings.add(label(task) + " began to wait for " + next + " while it waited for " + before);
    }
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    Wait now = new Wait(kind, resource);
    Wait before = waiting.remove(task.id());
    if (!now.equals(before)) {
      findings.add(label(task) + " went on after a wait for " + now + ", but "
          + (before == null ? "it waited for nothing" : "it waited for " + before));
    }
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    Wait before = waiting.get(task.id());
    if (before != null) {
      findings.add(label(task) + " did " + new Wait(kind, resource) + " while it waited for " + before);
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Wait before = waiting.remove(task.id());
    if (before != null && !Abandoned.is(outcome)) {
      findings.add(label(task) + " ended while it waited for " + before);
    }
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private static String label(TaskInfo task) {
    return Findings.label(task);
  }
}
