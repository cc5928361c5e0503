package dev.asupersync.kernel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An obligation is handed over to a task that ends meanwhile: if it was taken it is among what the task leaves, and
 * if it was refused it is not.
 */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "it came in time")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "it came too late")
@Outcome(expect = Expect.FORBIDDEN, desc = "it is in nobody's hands, or in two")
@State
public class HandoverStress {

  private final Holdings holdings = new Holdings();
  private final ObligationRecord first = new Tasks.Token();

  @Actor
  public void giveFirst(ZI_Result result) {
    result.r1 = holdings.receive(first);
  }

  @Actor
  public void end() {
    holdings.seal();
  }

  @Arbiter
  public void look(ZI_Result result) {
    int found = 0;
    for (ObligationRecord at = holdings.newest(); at != null; at = at.older) {
      found++;
    }
    result.r2 = found;
  }
}
