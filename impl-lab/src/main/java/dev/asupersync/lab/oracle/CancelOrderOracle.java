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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A request comes from above: a region is told that what is around it was cancelled after that was. The reason says
 * whether it comes from there, from the region around or from the task that opened this one; a program may pass on
 * others, and with those anything may happen. Rules: 3.16, 5.3.
 */
final class CancelOrderOracle implements Oracle {

  private final Set<RegionId> cancelledRegions = new HashSet<>();
  private final Set<TaskId> cancelledTasks = new HashSet<>();
  private final Findings findings;

  CancelOrderOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "cancel_order";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_CANCELLED, Hook.REGION_CLOSED, Hook.CANCEL_REQUESTED, Hook.END);
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    boolean passedDown = reason.kind() == CancelKind.PARENT_CANCELLED
        && region.parent().isPresent() && reason.region().equals(region.parent());
    if (passedDown && reason.task().isEmpty() && !cancelledRegions.contains(region.parent().get())) {
      findings.add(label(region, reason) + region.parent().get() + " was not");
    }
    if (passedDown && reason.task().isPresent() && reason.task().equals(region.opener())
        && !cancelledTasks.contains(reason.task().get())) {
      findings.add(label(region, reason) + reason.task().get() + ", which opened it, was not");
    }
    cancelledRegions.add(region.id());
  }

  private static String label(RegionInfo region, CancelReason reason) {
    return Findings.label(region) + " was told that what is around it was cancelled (\"" + reason
        + "\"), but ";
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    cancelledTasks.add(task.id());
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    cancelledTasks.remove(task.id());
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    cancelledRegions.remove(region.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
