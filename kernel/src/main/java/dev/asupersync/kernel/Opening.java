package dev.asupersync.kernel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.RegionBody;
import dev.asupersync.RegionOptions;
import dev.asupersync.Tier;
import dev.asupersync.spi.observe.Hook;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens a region under a running task and runs it there. Rules: 2.15, 4.16, D11. */
final class Opening {

  private Opening() {}

  static <T extends @Nullable Object, E extends Exception> Outcome<T, E> under(
      TaskRecord opener,
      Set<Capability> capabilities,
      @Nullable Class<E> errorType,
      RegionOptions options,
      RegionBody<T, E> code) {
    Kernel kernel = opener.kernel();
    Region parent = opener.region();
    Limits limits = Limits.of(kernel.clock(), above(opener), options.budget(), options.timeout());
    Region region =
        new Region(
            kernel, parent.run(), parent, opener,
            new RegionSpec(options.name(), options.policy(), limits.budget(), limits.ownDeadline(), errorType));
    TaskRecord body =
        new TaskRecord(
            region,
            new TaskSpec(
                options.name(), Tier.TASK, opener, true, true, capabilities, limits.budget(), null,
                opener.randomness().fork()));
    parent.admit(
        opener,
        () -> {
          parent.admit(region);
          if (kernel.observers().want(Hook.REGION_OPENED)) {
            kernel.observers().tell(Hook.REGION_OPENED, o -> o.onRegionOpened(region.info()));
          }
          opener.inside(region, body);
        });
    armDeadline(region, limits);
    return RegionRun.run(region, body, new RegionScope<>(region, body, capabilities), code);
  }

  /** What the region may have: what its opener has left, and never later than the region around it. */
  private static Budget above(TaskRecord opener) {
    Budget left = opener.budget().budget();
    if (opener.points().isCleaningUp() && opener.points().cleanupDueNanos() != Clock.NEVER) {
      left = left.withDeadline(opener.kernel().clock().instant(opener.points().cleanupDueNanos()));
    }
    return left.meet(new Budget(opener.region().spec().budget().deadline(), Budget.UNLIMITED, Budget.UNLIMITED, 0));
  }

  static void armDeadline(Region region, Limits limits) {
    CancelKind kind = limits.ownDeadline();
    if (kind != null) {
      Kernel kernel = region.kernel();
      region.deadlineAlarm(
          kernel.interpretation().alarm(limits.deadlineNanos(kernel.clock()), region::deadlinePassed));
    }
  }
}
