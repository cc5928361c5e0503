package dev.asupersync.lab.oracle;

import dev.asupersync.RegionId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The regions of a run are a tree: one root, every parent there before its children. A cycle cannot be made
 * without breaking the second half.
 */
final class RegionTreeOracle implements Oracle {

  private final Map<RegionId, RegionInfo> known = new HashMap<>();
  private final Map<Long, RegionId> rootOf = new HashMap<>();
  private final Findings findings = new Findings();

  @Override
  public String name() {
    return "region_tree";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_OPENED);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    String label = Findings.label(region.id(), region.name());
    if (known.put(region.id(), region) != null) {
      findings.add("region number " + region.id() + " was given twice");
    }
    if (region.parent().isEmpty()) {
      RegionId before = rootOf.putIfAbsent(region.run(), region.id());
      if (before != null) {
        findings.add("run " + region.run() + " has two roots: " + before + " and " + label);
      }
      return;
    }
    RegionId parent = region.parent().get();
    RegionInfo above = known.get(parent);
    if (above == null || parent.equals(region.id())) {
      findings.add(label + " was opened in " + parent + ", which is not a region");
    } else if (above.run() != region.run()) {
      findings.add(label + " of run " + region.run() + " was opened in " + parent + " of run " + above.run());
    }
    if (region.opener().isEmpty()) {
      findings.add(label + " is no root, but no task opened it");
    }
  }

  @Override
  public List<String> check() {
    if (!known.isEmpty() && rootOf.isEmpty()) {
      findings.add("there are regions (" + known.keySet().iterator().next() + " among them), but no root");
    }
    return findings.list();
  }
}
