package dev.asupersync.lab.bugs;

import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.dpor.Dpor;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** How soon the bugs are found. */
public final class Hunt {

  private static final LabRuntime LAB = LabRuntime.create(
      LabConfig.defaults().captureTrace(false).oracles(List.of()).stuckLimit(Duration.ZERO).maxSteps(20_000));

  private Hunt() {}

  /**
   * What exploring one schedule of each class came to.
   *
   * @param runs how many there were
   * @param complete whether that is one of each class
   * @param failing how many showed the bug
   * @param first which was the first
   */
  public record Explored(long runs, boolean complete, long failing, OptionalLong first) {}

  /** Explores at most so many classes. */
  public static Explored explore(Bug bug, long most) {
    Dpor dpor = new Dpor();
    long failing = 0;
    OptionalLong first = OptionalLong.empty();
    while (dpor.hasNext() && dpor.executions() < most) {
      boolean failed = shows(run(bug, dpor.next()));
      dpor.ended();
      failing += failed ? 1 : 0;
      first = failed && first.isEmpty() ? OptionalLong.of(dpor.executions()) : first;
    }
    return new Explored(dpor.executions(), !dpor.hasNext(), failing, first);
  }

  /** The first of at most so many random walks that shows the bug, from 1 on; nothing if none does. */
  public static OptionalLong walk(Bug bug, long seed, long most) {
    return LongStream.rangeClosed(1, most)
        .filter(i -> shows(run(bug, new RandomWalk(seed * 1_000_000 + i))))
        .findFirst();
  }

  /** One that does not come to its end shows nothing: strands that wait for each other in loops may do so for ever. */
  private static boolean shows(LabReport<?, ?> report) {
    return report.isFailure()
        && report.violations().stream().noneMatch(violation -> violation.code() == ErrorCode.STEP_LIMIT);
  }

  private static LabReport<String, RuntimeException> run(Bug bug, ScheduleStrategy strategy) {
    return LAB.run(strategy, RuntimeException.class, cx -> {
      bug.run(cx);
      return "";
    });
  }
}
