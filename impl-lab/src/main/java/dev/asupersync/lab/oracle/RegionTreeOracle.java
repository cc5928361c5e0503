package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The regions of a run are a tree: one root at a time, every parent open when a child is opened in it. A cycle, or
 * a tree without a root, cannot be made without breaking the second half.
 */
final class RegionTreeOracle implements Oracle {

  private final Map<RegionId, RegionInfo> open = new HashMap<>();
  private final Set<RegionId> closed = Recent.set();
  private final Map<Long, RegionId> rootOf = new HashMap<>();
  private final Findings findings;

  RegionTreeOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "region_tree";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_OPENED, Hook.REGION_CLOSED);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    if (open.put(region.id(), region) != null || closed.contains(region.id())) {
      findings.add("region number " + region.id() + " was given twice");
    }
    if (region.parent().isEmpty()) {
      RegionId before = rootOf.putIfAbsent(region.run(), region.id());
      if (before != null) {
        findings.add("run " + region.run() + " has two roots: " + before + " and " + Findings.label(region));
      }
      return;
    }
    RegionId parent = region.parent().get();
    RegionInfo above = open.get(parent);
    if (above == null || parent.equals(region.id())) {
      findings.add(Findings.label(region) + " was opened in " + parent + ", which is not "
          + (closed.contains(parent) ? "open any more" : "a region"));
    } else if (above.run() != region.run()) {
      findings.add(Findings.label(region) + " of run " + region.run() + " was opened in " + parent + " of run "
          + above.run());
    }
    if (region.opener().isEmpty()) {
      findings.add(Findings.label(region) + " is no root, but no task opened it");
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    if (open.remove(region.id()) == null) {
      findings.add(Findings.label(region) + " closed, but it was not open");
    }
    closed.add(region.id());
    if (region.parent().isEmpty()) {
      rootOf.remove(region.run(), region.id());
    }
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
