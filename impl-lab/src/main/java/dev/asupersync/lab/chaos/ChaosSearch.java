package dev.asupersync.lab.chaos;

import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.lab.explore.RunEnd;
import dev.asupersync.lab.explore.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * The schedules of another search, each with chaos of its own beside it; a systematic search has the same beside each
 * schedule, because it must be one program all the time.
 */
final class ChaosSearch implements Search {

  private final Search schedules;
  private final Chaos chaos;
  private long start;

  ChaosSearch(Search schedules, Chaos chaos, long start) {
    this.schedules = schedules;
    this.chaos = chaos;
    this.start = start;
  }

  @Override
  public List<ScheduleStrategy> next() {
    List<ScheduleStrategy> next = new ArrayList<>();
    for (ScheduleStrategy schedule : schedules.next()) {
      next.add(chaos.disturbing(schedule, SplitMix.mix(start)));
      start += schedules.isSystematic() ? 0 : 1;
    }
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    schedules.ended(index, end);
  }

  /** Chaos is drawn: not all of it was tried. */
  @Override
  public boolean isComplete() {
    return chaos.isOff() && schedules.isComplete();
  }

  @Override
  public String describe() {
    return schedules.describe() + (chaos.isOff() ? "" : " with chaos (" + chaos + ")");
  }
}
