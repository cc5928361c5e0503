package dev.asupersync.kernel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What is guarded by a kernel lock is changed by one at a time, and seen by the next. */
@JCStressTest
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "nobody's change was lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "two were inside at once")
@State
public class LockStress {

  private final KernelLock lock = new KernelLock();
  private int guarded;

  private void add() {
    lock.lock();
    try {
      guarded++;
    } finally {
      lock.unlock();
    }
  }

  @Actor
  public void one() {
    add();
  }

  @Actor
  public void two() {
    add();
  }

  @Arbiter
  public void look(I_Result result) {
    result.r1 = guarded;
  }
}
