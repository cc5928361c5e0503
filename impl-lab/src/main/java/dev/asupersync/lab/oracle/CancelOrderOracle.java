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
import java.util.Optional;
import java.util.Set;

/**
 * A request comes from above: nothing is told that what is around it was cancelled before that was. The reason says
 * where it comes from, and that is the region around or the task that opened this one. A body may also end with a
 * reason that it read from a handle, told to something further below; then its region has that one. Rules: 3.16, 5.3,
 * D11.
 */
final class CancelOrderOracle implements Oracle {

  private final Set<RegionId> cancelledRegions = new HashSet<>();
  private final Set<TaskId> cancelledTasks = new HashSet<>();

  /** Open regions whose body ended with a request that was told to something else. */
  private final Set<RegionId> passedOn = new HashSet<>();
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
    if (reason.kind() == CancelKind.PARENT_CANCELLED && !isFromAbove(region)) {
      findings.add(Findings.label(region.id(), region.name()) + " was told that what is around it was cancelled (\""
          + reason + "\"), but neither " + name(region.parent()) + " nor " + name(region.opener()) + " was");
    }
    cancelledRegions.add(region.id());
  }

  private boolean isFromAbove(RegionInfo region) {
    return passedOn.contains(region.id())
        || region.parent().filter(cancelledRegions::contains).isPresent()
        || region.opener().filter(cancelledTasks::contains).isPresent();
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    if (reason.kind() == CancelKind.PARENT_CANCELLED && !cancelledRegions.contains(task.region())) {
      findings.add(Findings.label(task.id(), task.name()) + " was told that what is around it was cancelled (\""
          + reason + "\"), but " + task.region() + " was not");
    }
    cancelledTasks.add(task.id());
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    cancelledTasks.remove(task.id());
    if (task.body() && outcome instanceof Outcome.Cancelled<?, ?>(CancelReason reason)
        && reason.kind() == CancelKind.PARENT_CANCELLED) {
      passedOn.add(task.region());
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    cancelledRegions.remove(region.id());
    passedOn.remove(region.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private static String name(Optional<?> id) {
    return id.map(Object::toString).orElse("a parent");
  }
}
