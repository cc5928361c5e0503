package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every finalizer runs exactly once, last registered first, before its region closes. Rules: 5.24, 5.25. */
final class FinalizerOracle implements Oracle {

  private final Map<RegionId, Deque<Long>> registered = new HashMap<>();
  private final Map<RegionId, Long> active = new HashMap<>();
  private final Findings findings;

  FinalizerOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "finalizer";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.FINALIZER, Hook.REGION_CLOSED);
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    registered.computeIfAbsent(region.id(), _ -> new ArrayDeque<>()).push(finalizer);
  }

  @Override
  public void onFinalizerStarted(RegionInfo region, long finalizer) {
    Deque<Long> stack = registered.getOrDefault(region.id(), new ArrayDeque<>());
    Long before = active.put(region.id(), finalizer);
    if (before != null) {
      findings.add("finalizer " + finalizer + " of " + region.id() + " began while " + before
          + " was running");
    }
    if (stack.isEmpty() || stack.peek() != finalizer) {
      findings.add("finalizer " + finalizer + " of " + region.id() + " began, but "
          + (stack.isEmpty() ? "none was left to run" : stack.peek() + " was registered last"));
    }
    stack.remove(finalizer);
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    active.remove(region.id());
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    Deque<Long> left = registered.remove(region.id());
    Long running = active.remove(region.id());
    if (left != null && !left.isEmpty()) {
      findings.add(Findings.label(region) + " closed, but its finalizers " + left
          + " never ran");
    }
    if (running != null) {
      findings.add(Findings.label(region) + " closed while its finalizer " + running
          + " was running");
    }
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
