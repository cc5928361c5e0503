package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
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
import java.util.TreeSet;

/** A race returns only when every loser has ended. Rule: 5.19. */
final class LoserDrainOracle implements Oracle {

  /** The participants that have not ended, by race. */
  private final Map<Long, Set<TaskId>> running = new TreeMap<>();
  private final Map<TaskId, Long> raceOf = new HashMap<>();
  private final Findings findings = new Findings();

  @Override
  public String name() {
    return "loser_drain";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.RACE, Hook.END);
  }

  @Override
  public void onRaceStarted(long race, RegionInfo region, List<TaskId> participants) {
    running.put(race, new TreeSet<>(participants));
    participants.forEach(task -> raceOf.put(task, race));
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Long race = raceOf.remove(task.id());
    Set<TaskId> left = race == null ? null : running.get(race);
    if (left != null) {
      left.remove(task.id());
    }
  }

  @Override
  public void onRaceEnded(long race, TaskId winner) {
    Set<TaskId> left = running.remove(race);
    if (left == null) {
      findings.add("race " + race + ", which never started or has already ended, ended with winner "
          + winner);
      return;
    }
    left.remove(winner);
    if (!left.isEmpty()) {
      findings.add("race " + race + " returned with winner " + winner + " while its losers " + left
          + " had not ended");
    }
  }

  @Override
  public List<String> check() {
    running.forEach((race, left) -> {
      if (!left.isEmpty()) {
        findings.add("race " + race + " never ended, and " + left + " of its tasks are left");
      }
    });
    running.clear();
    return findings.list();
  }
}
