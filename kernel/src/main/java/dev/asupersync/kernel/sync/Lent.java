package dev.asupersync.kernel.sync;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.sync.PoolLease;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place in a pool, wanted at first, then held, with a thing in it as soon as there is one. Rule: 7.6.8. */
final class Lent<T> extends Held implements PoolLease<T> {

  private final LendingPool<T> pool;
  private @Nullable Stocked<T> thing;

  Lent(LendingPool<T> pool, TaskRecord holder) {
    super(pool, holder, ObligationKind.LEASE);
    this.pool = pool;
  }

  @Override
  protected OpKind abortKind() {
    return OpKind.LEAVE;
  }

  void fill(Stocked<T> with) {
    thing = with;
  }

  private Stocked<T> thing() {
    return Objects.requireNonNull(thing);
  }

  @Override
  public T value() {
    if (state().isFinal()) {
      throw new CxUsageException(
          ErrorCode.RESOLVED_TWICE,
          "The thing of " + this + " was given back, and may be in other hands by now. Use it only while the"
              + " lease is held.");
    }
    return thing().value();
  }

  @Override
  public void release() {
    resolveAs("release", ObligationState.COMMITTED);
    pool.back(this, thing());
  }

  @Override
  public void discard() {
    resolveAs("discard", ObligationState.ABORTED);
    pool.gone(this, thing());
  }

  @Override
  protected void undo() {
    if (holder().isPanicked()) {
      pool.gone(this, thing());
    } else {
      pool.back(this, thing());
    }
  }
}
