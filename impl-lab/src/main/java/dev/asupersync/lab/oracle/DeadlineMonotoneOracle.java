package dev.asupersync.lab.oracle;

import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** No region may take longer than the one around it; no deadline counts as the latest of all. Rule: 2.15. */
final class DeadlineMonotoneOracle implements Oracle {

  private final Map<RegionId, Optional<Instant>> deadlines = new HashMap<>();
  private final Findings findings;

  DeadlineMonotoneOracle(Findings findings) {
    this.findings = findings;
  }

  @Override
  public String name() {
    return "deadline_monotone";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_OPENED, Hook.REGION_CLOSED);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    Optional<Instant> own = region.budget().deadline();
    deadlines.put(region.id(), own);
    Optional<Instant> above =
        region.parent().flatMap(parent -> deadlines.getOrDefault(parent, Optional.empty()));
    if (above.isPresent() && (own.isEmpty() || own.get().isAfter(above.get()))) {
      findings.add(Findings.label(region) + " has "
          + own.map(at -> "the deadline " + at).orElse("no deadline") + ", later than " + above.get() + " of "
          + region.parent().get() + " around it");
    }
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    deadlines.remove(region.id());
  }

  @Override
  public List<String> check() {
    return findings.list();
  }
}
