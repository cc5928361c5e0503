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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every obligation is resolved by its holder, before that ends and before its region closes. */
final class ObligationLeakOracle implements Oracle {

  /** By number, so that what is told first is always the same one. */
  private static final class Open extends TreeMap<ObligationId, ObligationInfo> {
    private static final long serialVersionUID = 1L;

    Open() {
      super(Comparator.comparingLong(ObligationId::value));
    }
  }

  private final Map<TaskId, Open> byHolder = new HashMap<>();
  private final Map<RegionId, Open> byRegion = new HashMap<>();
  private final Findings findings;

  ObligationLeakOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "obligation_leak";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.OBLIGATION, Hook.END, Hook.REGION_CLOSED);
  }

  @Override
  public void onObligationReserved(ObligationInfo one) {
    byHolder.computeIfAbsent(one.holder(), _ -> new Open()).put(one.id(), one);
    byRegion.computeIfAbsent(one.region(), _ -> new Open()).put(one.id(), one);
  }

  @Override
  public void onObligationTransferred(ObligationInfo one, TaskId from) {
    Open held = byHolder.get(from);
    ObligationInfo before = held == null ? null : held.get(one.id());
    if (before != null) {
      remove(byHolder, from, one.id());
      remove(byRegion, before.region(), one.id());
    }
    onObligationReserved(one);
  }

  @Override
  public void onObligationResolved(ObligationInfo one, ObligationState state) {
    remove(byHolder, one.holder(), one.id());
    remove(byRegion, one.region(), one.id());
    if (state == ObligationState.LEAKED) {
      findings.add(describe(one) + ", was never sent, committed or aborted");
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    Open left = byHolder.remove(task.id());
    if (left != null) {
      left.values().forEach(one -> {
        remove(byRegion, one.region(), one.id());
        findings.add(describe(one) + ", was open when its holder "
            + Findings.label(task) + " ended");
      });
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    Open left = byRegion.remove(region.id());
    if (left != null) {
      left.values().forEach(one -> {
        remove(byHolder, one.holder(), one.id());
        findings.add(describe(one) + ", was open when its region "
            + Findings.label(region) + " closed");
      });
    }
  }

  @Override
  public List<String> check() {
    return findings.list();
  }

  private static <K> void remove(Map<K, Open> index, K key, ObligationId id) {
    index.computeIfPresent(key, (_, open) -> {
      open.remove(id);
      return open.isEmpty() ? null : open;
    });
  }

  private static String describe(ObligationInfo one) {
    return one.kind() + " " + one.id() + " on " + one.subject() + ", held by " + one.holder() + " in "
        + one.region() + (one.site().isEmpty() ? "" : ", reserved at " + one.site());
  }
}
