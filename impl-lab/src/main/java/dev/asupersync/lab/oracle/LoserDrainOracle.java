package dev.asupersync.lab.oracle;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A task that was told that it has lost a race ends before the region closes in which the race was run; and if it
 * ends Cancelled, then for a reason no milder than that. Rules: 1.22, 5.19, 8.9.
 */
final class LoserDrainOracle implements Oracle {

  private record Loser(String label, RegionId region) {}

  /** Those that were told and have not ended. */
  private final Map<TaskId, Loser> told = new TreeMap<>();
  private final Findings findings;

  LoserDrainOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "loser_drain";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.CANCEL_REQUESTED, Hook.END, Hook.REGION_CLOSED);
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    if (reason.kind() == CancelKind.RACE_LOST) {
      told.put(task.id(), new Loser(Findings.label(task), task.region()));
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Loser loser = told.remove(task.id());
    if (loser != null
        && outcome instanceof Outcome.Cancelled<?, ?>(CancelReason reason)
        && reason.severity() < CancelKind.RACE_LOST.severity()) {
      findings.add(loser.label() + " lost a race and ended Cancelled for \"" + reason + "\", which is milder");
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    told.values().removeIf(loser -> {
      boolean abandoned = loser.region().equals(region.id());
      if (abandoned) {
        findings.add(loser.label() + " lost a race and had not ended when "
            + Findings.label(region) + " closed");
      }
      return abandoned;
    });
  }

  @Override
  public List<String> check() {
    told.values().forEach(loser -> findings.add(loser.label() + " lost a race and never ended"));
    told.clear();
    return findings.list();
  }
}
