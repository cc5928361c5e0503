package dev.asupersync.lab;

import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.spi.Lane;
import java.util.List;

/** Makes recorded decisions again, and fails at the first one that does not fit (CX-4008). */
public final class FixedSchedule implements ScheduleStrategy {

  private final List<Decision> decisions;
  private final boolean lanes;
  private final FaultPlan plan;
  private int position;

  public FixedSchedule(Schedule schedule) {
    this.decisions = schedule.decisions();
    this.lanes = schedule.lanes();
    this.plan = schedule.plan();
  }

  @Override
  public FaultPlan plan() {
    return plan;
  }

  @Override
  public boolean minds(Lane lane) {
    return lanes;
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    if (position == decisions.size()) {
      throw diverged("has ended, but the run wants " + kind + " number " + (position + 1) + " among "
          + candidates.count() + " candidates");
    }
    Decision recorded = decisions.get(position);
    if (recorded.kind() != kind || recorded.candidates() != candidates.count()) {
      throw diverged("has at position " + position + " " + recorded.kind() + " " + recorded.chosen() + " of "
          + recorded.candidates() + ", but the run wants " + kind + " among " + candidates.count()
          + " candidates");
    }
    position++;
    return recorded.chosen();
  }

  @Override
  public void ended() {
    if (position < decisions.size()) {
      throw diverged("has " + (decisions.size() - position) + " decisions left, from position " + position
          + " on, but the run has ended");
    }
  }

  @Override
  public String describe() {
    return "fixed schedule of " + decisions.size() + " decisions";
  }

  private static CxViolationException diverged(String what) {
    return new CxViolationException(
        ErrorCode.SCHEDULE_DIVERGED,
        "The fixed schedule " + what + ". The program, its input or the lab's settings differ from those"
            + " it was recorded with; record it again.");
  }
}
