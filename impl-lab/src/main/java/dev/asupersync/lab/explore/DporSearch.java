package dev.asupersync.lab.explore;

import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.dpor.Dpor;
import java.util.List;
import java.util.OptionalLong;

/** One schedule of each class, as {@link Dpor} finds them; each run tells it of the next. */
final class DporSearch implements Search {

  private final Dpor dpor = new Dpor();

  @Override
  public List<ScheduleStrategy> next() {
    return dpor.hasNext() ? List.of(dpor.next()) : List.of();
  }

  @Override
  public void ended(int index, RunEnd end) {
    dpor.ended();
  }

  @Override
  public boolean isComplete() {
    return !dpor.hasNext();
  }

  @Override
  public OptionalLong classes() {
    return isComplete() ? OptionalLong.of(dpor.executions()) : OptionalLong.empty();
  }

  @Override
  public boolean isSystematic() {
    return true;
  }

  @Override
  public String describe() {
    return "one schedule of each class";
  }
}
