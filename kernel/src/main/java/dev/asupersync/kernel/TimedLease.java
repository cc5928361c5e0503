package dev.asupersync.kernel;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.Lease;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import java.time.Duration;
import java.time.Instant;

/** A right for a time. Nothing rings when it ends: whoever uses it looks at the clock. Rule: 10.7.5. */
final class TimedLease extends ObligationRecord implements Lease {

  private final String what;
  private final Duration time;
  private final Clock clock;
  private volatile long endNanos;

  TimedLease(TaskRecord holder, String what, Duration time) {
    super(holder, ObligationKind.LEASE);
    this.what = what;
    this.time = time;
    this.clock = holder.kernel().clock();
    this.endNanos = Clock.plus(clock.nanos(), time);
  }

  @Override
  public Instant expiresAt() {
    return clock.instant(endNanos);
  }

  @Override
  public boolean isExpired() {
    return clock.nanos() >= endNanos;
  }

  @Override
  public void renew() {
    enter("renew");
    endNanos = Clock.plus(clock.nanos(), time);
  }

  @Override
  public void release() {
    enter("release");
    resolve(ObligationState.COMMITTED);
  }

  private void enter(String verb) {
    checkOpen(verb);
    holder().schedulingPoint(OpKind.PROMISE, resource());
    if (isExpired()) {
      resolve(ObligationState.ABORTED);
      throw new CxUsageException(
          ErrorCode.LEASE_EXPIRED,
          describe() + " expired at " + expiresAt() + ", so " + holder().label() + " cannot " + verb
              + " it. Renew it earlier, or ask for a longer one.");
    }
  }

  @Override
  protected void letGo() {
    if (isExpired()) {
      abort();
    } else {
      release();
    }
  }

  /** One that has expired is nobody's any more. */
  @Override
  protected boolean isMissed() {
    return !isExpired();
  }

  @Override
  protected String subject() {
    return '"' + what + '"';
  }

  @Override
  protected long resource() {
    return holder().id().value();
  }

  @Override
  protected void undo() {}

  @Override
  protected OpKind abortKind() {
    return OpKind.PROMISE;
  }
}
