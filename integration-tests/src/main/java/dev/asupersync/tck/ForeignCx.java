package dev.asupersync.tck;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.Checkpoints;
import dev.asupersync.Mask;
import java.util.Optional;

/** What a mock of a Cx looks like to the kernel: nothing of its own. */
final class ForeignCx implements Checkpoints {

  @Override
  public void checkpoint() {}

  @Override
  public void checkpoint(String progress) {}

  @Override
  public boolean isCancelRequested() {
    return false;
  }

  @Override
  public Optional<CancelReason> cancelReason() {
    return Optional.empty();
  }

  @Override
  public Mask mask() {
    return () -> {};
  }

  @Override
  public Budget budget() {
    return Budget.INFINITE;
  }

  @Override
  public void spend(long units) {}
}
