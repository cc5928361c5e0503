package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A closed region is empty, and stays empty. Rules: 4.20, 4.28. */
final class QuiescenceOracle implements Oracle {

  /** What is alive in a region, in the order in which it came. */
  private record Contents(Set<RegionId> children, Set<TaskId> tasks, Set<Long> finalizers,
      Set<ObligationId> obligations) {

    Contents() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    boolean isEmpty() {
      return children.isEmpty() && tasks.isEmpty() && finalizers.isEmpty() && obligations.isEmpty();
    }

    String text() {
      String all = part("regions", children) + part("tasks", tasks)
          + part("finalizers", finalizers.stream().map(number -> "F" + number).toList())
          + part("obligations", obligations);
      return all.substring(2);
    }

    private static String part(String what, Collection<?> some) {
      return some.isEmpty()
          ? ""
          : ", " + what + " " + some.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
  }

  private final Map<RegionId, Contents> open = new HashMap<>();
  private final Set<RegionId> closed = Recent.set();
  private final Map<ObligationId, RegionId> owing = new HashMap<>();
  private final Findings findings;

  QuiescenceOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "quiescence";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_OPENED, Hook.REGION_CLOSED, Hook.SPAWN, Hook.END, Hook.FINALIZER,
        Hook.OBLIGATION);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    open.put(region.id(), new Contents());
    region.parent().ifPresent(parent -> enter(parent, "region", region.id()).children().add(region.id()));
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    Contents contents = open.remove(region.id());
    closed.add(region.id());
    if (contents != null && !contents.isEmpty()) {
      contents.obligations().forEach(owing::remove);
      findings.add(Findings.label(region) + " closed while it still had "
          + contents.text());
    }
    region.parent().map(open::get).ifPresent(parent -> parent.children().remove(region.id()));
  }

  @Override
  public void onSpawn(TaskInfo task) {
    enter(task.region(), "task", task.id()).tasks().add(task.id());
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    contents(task.region()).tasks().remove(task.id());
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    enter(region.id(), "finalizer", finalizer).finalizers().add(finalizer);
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    contents(region.id()).finalizers().remove(finalizer);
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    owing.put(obligation.id(), obligation.region());
    enter(obligation.region(), "obligation", obligation.id()).obligations().add(obligation.id());
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    RegionId before = owing.remove(obligation.id());
    if (before != null) {
      contents(before).obligations().remove(obligation.id());
    }
    onObligationReserved(obligation);
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    RegionId region = owing.remove(obligation.id());
    contents(region == null ? obligation.region() : region).obligations().remove(obligation.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private Contents enter(RegionId region, String what, Object which) {
    if (closed.contains(region)) {
      findings.add(what + " " + which + " came into " + region + " after that had closed");
    }
    return contents(region);
  }

  private Contents contents(RegionId region) {
    Contents contents = open.get(region);
    return contents == null ? new Contents() : contents;
  }
}
