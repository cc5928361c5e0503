package dev.asupersync;

import java.time.Duration;
import java.util.Optional;

/**
 * How a task is spawned.
 *
 * @param name what people see in dumps, thread names and spans; empty for none
 * @param tier what kind of work it is
 * @param budget met with the budget of the region
 * @param timeout a deadline of so long from the spawn on, if it is the earlier one
 */
public record TaskOptions(String name, Tier tier, Budget budget, Optional<Duration> timeout) {

  /** No name, no limits of its own. */
  public static final TaskOptions DEFAULT =
      new TaskOptions("", Tier.TASK, Budget.INFINITE, Optional.empty());

  public static TaskOptions named(String name) {
    return new TaskOptions(name, Tier.TASK, Budget.INFINITE, Optional.empty());
  }

  public TaskOptions withTier(Tier kind) {
    return new TaskOptions(name, kind, budget, timeout);
  }

  public TaskOptions withBudget(Budget limits) {
    return new TaskOptions(name, tier, limits, timeout);
  }

  public TaskOptions withTimeout(Duration limit) {
    return new TaskOptions(name, tier, budget, Optional.of(limit));
  }
}
