package dev.asupersync.lab.inject;

import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.RunEnd;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.fault.Disturbed;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schedules of another search, with one fault at one place in each of them. */
final class InjectingSearch implements Search {

  private final Search schedules;
  private final FaultPlan plan;
  private final Places places;
  private final @Nullable Place wanted;
  private final int second;
  private List<OnePoint> latest = List.of();
  private long runs;
  private long delivered;

  /**
   * @param plan one rule with one fault
   * @param places which are known; what is met before the fault is added
   * @param wanted where; nothing for nowhere, to see the places
   * @param second how many points after that it comes again, at most; 0 for never
   */
  InjectingSearch(Search schedules, FaultPlan plan, Places places, @Nullable Place wanted, int second) {
    this.schedules = schedules;
    this.plan = plan;
    this.places = places;
    this.wanted = wanted;
    this.second = second;
  }

  @Override
  public List<ScheduleStrategy> next() {
    List<? extends ScheduleStrategy> round = schedules.next();
    List<OnePoint> points = new ArrayList<>(round.size());
    List<ScheduleStrategy> next = new ArrayList<>(round.size());
    for (ScheduleStrategy schedule : round) {
      OnePoint point = new OnePoint(places, wanted, second == 0 ? 0 : 1 + (int) ((runs + points.size()) % second));
      points.add(point);
      next.add(new Disturbed(schedule, plan, point));
    }
    latest = points;
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    runs++;
    delivered += end.report().injected().getOrDefault("cancel", 0L) > 0 ? 1 : 0;
    latest.get(index).met().forEach(places::add);
    schedules.ended(index, end);
  }

  /** In how many runs there was somebody to be cancelled. */
  long delivered() {
    return delivered;
  }

  @Override
  public boolean isComplete() {
    return schedules.isComplete();
  }

  @Override
  public String describe() {
    return schedules.describe();
  }
}
