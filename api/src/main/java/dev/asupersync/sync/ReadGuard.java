package dev.asupersync.sync;

import dev.asupersync.obligation.Obligation;

/**
 * A {@link RwLock} that is held together with other readers. It poisons nothing, since it changes nothing;
 * otherwise it is like a {@link Guard}.
 */
public interface ReadGuard extends Obligation {

  /** Lets a writer in, if this was the last reader. */
  void release();

  /** {@link #release}, unless it is released already. */
  @Override
  void close();
}
