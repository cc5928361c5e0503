package dev.asupersync.obligation;

/** Changes that belong together. {@link #abort} and {@link #close} roll them back. */
public interface Transaction extends Obligation {

  /** They stand. Cancellation: not checked; never waits. */
  void commit();
}
