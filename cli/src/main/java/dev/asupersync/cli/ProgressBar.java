package dev.asupersync.cli;

import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import java.util.Locale;
import java.util.OptionalDouble;

/** How far an exploration is, in one line. */
final class ProgressBar {

  private static final int WIDTH = 20;

  private ProgressBar() {}

  /** {@code [#####...............] 2,560 schedules, 44 classes of about 816, 0.3% unseen, 12,345/s}. */
  static String of(Exploration soFar, Budget budget) {
    double part = Math.max(
        (double) soFar.runs() / budget.schedules(), (double) soFar.nanos() / budget.time().toNanos());
    int full = (int) Math.min(WIDTH, Math.round(part * WIDTH));
    return String.format(Locale.ROOT, "[%s%s] %,d schedules, %s, %s unseen, %,.0f/s",
        "#".repeat(full), ".".repeat(WIDTH - full), soFar.runs(), soFar.classesSeen(), soFar.unseenPercent(),
        soFar.perSecond());
  }

  /** {@code [#########...........] 816 of about 1,800 classes, 12,345/s, about 0.1 s left}, less without estimate. */
  static String of(long classes, OptionalDouble estimate, long nanos) {
    double perSecond = classes * 1e9 / Math.max(1, nanos);
    if (estimate.isEmpty() || estimate.getAsDouble() < classes) {
      return String.format(Locale.ROOT, "%,d classes, %,.0f/s", classes, perSecond);
    }
    double all = Math.max(1, estimate.getAsDouble());
    int full = (int) Math.round(classes / all * WIDTH);
    return String.format(Locale.ROOT, "[%s%s] %,d of about %s classes, %,.0f/s, about %s left",
        "#".repeat(full), ".".repeat(WIDTH - full), classes, Exploration.rounded(all), perSecond,
        time((all - classes) / perSecond));
  }

  private static String time(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    double hours = seconds / 3600;
    return String.format(Locale.ROOT, hours < 100 ? "%.1f h" : "%.1e h", hours);
  }
}
