package dev.asupersync.lab.oracle;

import dev.asupersync.Capability;
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
 * Nothing is done without the capability for it, and no task has more than the one that spawned it. An
 * effect is judged by what its task had at that moment.
 */
final class AmbientAuthorityOracle implements Oracle {

  private final Map<TaskId, Set<Capability>> granted = new HashMap<>();
  private final Findings findings;

  AmbientAuthorityOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "ambient_authority";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.SPAWN, Hook.END, Hook.OPERATION);
  }

  @Override
  public void onSpawn(TaskInfo task) {
    granted.put(task.id(), task.capabilities());
    Set<Capability> above = task.parent().map(granted::get).orElse(null);
    if (above != null && !above.containsAll(task.capabilities())) {
      findings.add(Findings.label(task) + " has " + task.capabilities()
          + ", more than the task that spawned it, " + task.parent().get() + ", with " + above);
    }
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    if (kind.capability().isPresent() && !task.capabilities().contains(kind.capability().get())) {
      findings.add(Findings.label(task) + " did " + kind + " on " + resource + " without "
          + kind.capability().get() + "; it had " + task.capabilities());
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    granted.remove(task.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
