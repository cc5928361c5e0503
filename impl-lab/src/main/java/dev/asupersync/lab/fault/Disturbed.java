package dev.asupersync.lab.fault;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.ForwardingStrategy;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** Any strategy, and somebody else who says what is injected: neither sees the decisions of the other. */
public final class Disturbed extends ForwardingStrategy {

  private final FaultPlan plan;
  private final FaultChooser faults;
  private final Consumer<FaultPoints> store;
  private final IntUnaryOperator losses;

  /** {@code schedule} chooses who goes on, {@code faults} what happens of {@code plan}. */
  public Disturbed(ScheduleStrategy schedule, FaultPlan plan, FaultChooser faults) {
    this(schedule, plan, faults, _ -> {}, _ -> 0);
  }

  /**
   * With a store.
   *
   * @param store is told, when the run begins, where to ask
   * @param losses answers what becomes of what was not safe when the process crashed
   */
  public Disturbed(ScheduleStrategy schedule, FaultPlan plan, FaultChooser faults, Consumer<FaultPoints> store,
      IntUnaryOperator losses) {
    super(schedule);
    this.plan = plan;
    this.faults = faults;
    this.store = store;
    this.losses = losses;
  }

  @Override
  public FaultPlan plan() {
    return plan;
  }

  @Override
  public void attached(FaultPoints points) {
    store.accept(points);
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    return switch (kind) {
      case FAULT -> candidates instanceof FaultMenu menu ? faults.choose(menu) : losses.applyAsInt(candidates.count());
      case STRAND, ALARM, SELECT -> chooser.choose(kind, candidates);
    };
  }
}
