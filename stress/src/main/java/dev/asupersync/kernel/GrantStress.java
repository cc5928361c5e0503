package dev.asupersync.kernel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** One grants a waiter while it aborts: exactly one of them succeeds. */
@JCStressTest
@Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE,
    desc = "one has decided")
@Outcome(expect = Expect.FORBIDDEN, desc = "a gift is lost or given twice")
@State
public class GrantStress {

  private final Waiter waiter = new Waiter(Tasks.one());

  @Actor
  public void grant(ZZ_Result result) {
    result.r1 = waiter.grant("a message");
  }

  @Actor
  public void abort(ZZ_Result result) {
    result.r2 = waiter.abort();
  }

  @Arbiter
  public void look(ZZ_Result result) {
    assert waiter.isOver();
  }
}
