package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.TaskId;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every obligation is resolved by its holder, before that ends and before its region closes. */
final class ObligationLeakOracle implements Oracle {

  private final Map<ObligationId, ObligationInfo> reserved =
      new TreeMap<>(Comparator.comparingLong(ObligationId::value));
  private final Findings findings = new Findings();

  @Override
  public String name() {
    return "obligation_leak";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.OBLIGATION, Hook.END, Hook.REGION_CLOSED);
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    reserved.put(obligation.id(), obligation);
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    reserved.put(obligation.id(), obligation);
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    reserved.remove(obligation.id());
    if (state == ObligationState.LEAKED) {
      findings.add(describe(obligation) + ", was never sent, committed or aborted");
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    reserved.values().stream().filter(one -> one.holder().equals(task.id())).toList().forEach(left -> {
      reserved.remove(left.id());
      findings.add(describe(left) + ", was open when its holder "
          + Findings.label(task.id(), task.name()) + " ended");
    });
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    reserved.values().stream().filter(one -> one.region().equals(region.id())).toList().forEach(left -> {
      reserved.remove(left.id());
      findings.add(describe(left) + ", was open when its region "
          + Findings.label(region.id(), region.name()) + " closed");
    });
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private static String describe(ObligationInfo one) {
    return one.kind() + " " + one.id() + " on " + one.subject() + ", held by " + one.holder() + " in "
        + one.region() + (one.site().isEmpty() ? "" : ", reserved at " + one.site());
  }
}
