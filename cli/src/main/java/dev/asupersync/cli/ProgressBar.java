package dev.asupersync.cli;

import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import java.util.Locale;

/** How far an exploration is, in one line. */
final class ProgressBar {

  private static final int WIDTH = 20;

  private ProgressBar() {}

  /** {@code [#####...............] 2,560 schedules, 44 classes, 0.3% unseen, 12,345/s}. */
  static String of(Exploration soFar, Budget budget) {
    double part = Math.max(
        (double) soFar.runs() / budget.schedules(), (double) soFar.nanos() / budget.time().toNanos());
    int full = (int) Math.min(WIDTH, Math.round(part * WIDTH));
    return String.format(Locale.ROOT, "[%s%s] %,d schedules, %,d classes, %.2g%% unseen, %,.0f/s",
        "#".repeat(full), ".".repeat(WIDTH - full), soFar.runs(), soFar.classes(), soFar.unseen() * 100,
        soFar.perSecond());
  }
}
