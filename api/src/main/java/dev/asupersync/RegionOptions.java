package dev.asupersync;

import java.time.Duration;
import java.util.Optional;

/**
 * How a region is opened.
 *
 * @param name what people see in dumps and spans; empty for none
 * @param policy what the failure of a task means for the others
 * @param budget met with the budget around the region
 * @param timeout the region is cancelled with kind Timeout after so long
 */
public record RegionOptions(String name, Policy policy, Budget budget, Optional<Duration> timeout) {

  /** No name, fail-fast, no limits of its own. */
  public static final RegionOptions DEFAULT =
      new RegionOptions("", Policy.FAIL_FAST, Budget.INFINITE, Optional.empty());

  public static RegionOptions named(String name) {
    return new RegionOptions(name, Policy.FAIL_FAST, Budget.INFINITE, Optional.empty());
  }

  public RegionOptions withPolicy(Policy choice) {
    return new RegionOptions(name, choice, budget, timeout);
  }

  public RegionOptions withBudget(Budget limits) {
    return new RegionOptions(name, policy, limits, timeout);
  }

  public RegionOptions withTimeout(Duration limit) {
    return new RegionOptions(name, policy, budget, Optional.of(limit));
  }
}
