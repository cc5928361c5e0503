package dev.asupersync.kernel;

import dev.asupersync.spi.OpKind;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Two things that a task selects among come at once: one wins, and its gift is the one that is seen. */
@JCStressTest
@Outcome(id = "true, false, first", expect = Expect.ACCEPTABLE, desc = "the first won")
@Outcome(id = "false, true, second", expect = Expect.ACCEPTABLE, desc = "the second won")
@Outcome(expect = Expect.FORBIDDEN, desc = "both won, or none, or the gift of the other is seen")
@State
public class ChoiceStress {

  private final Choice choice = new Choice(Tasks.one());
  private final Choice.Branch one = branch();
  private final Choice.Branch two = branch();

  private Choice.Branch branch() {
    return new Choice.Branch(choice, new Ring<>(Tasks.one().kernel(), 0, () -> Duration.ZERO));
  }

  @Actor
  public void first(ZZL_Result result) {
    result.r1 = one.grant("first");
  }

  @Actor
  public void second(ZZL_Result result) {
    result.r2 = two.grant("second");
  }

  @Arbiter
  public void look(ZZL_Result result) {
    Object winner =
        choice.await(OpKind.SELECT, 0, Waiter.Patience.FOR_EVER, new RegionRun.Live(Tasks.one().region()), () -> {});
    result.r3 = ((Choice.Branch) winner).gift();
  }
}
