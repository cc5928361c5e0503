package dev.asupersync.config;

import dev.asupersync.CxRuntime;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A runtime whose whole configuration has been read and found right, and which has not been started. Open it,
 * once, or close it.
 */
public final class PreparedRuntime implements AutoCloseable {

  private final String name;
  private final Wiring wiring;
  private final KernelSettings settings;
  private final boolean managed;
  private final EffectiveConfig effective;
  private final AtomicBoolean spent = new AtomicBoolean();

  PreparedRuntime(
      String name, Wiring wiring, KernelSettings settings, boolean managed, EffectiveConfig effective) {
    this.name = name;
    this.wiring = wiring;
    this.settings = settings;
    this.managed = managed;
    this.effective = effective;
  }

  /** The name in {@code asupersync.runtime}. */
  public String name() {
    return name;
  }

  /** One line on how programs will be run. */
  public String description() {
    return wiring.interpretation().describe();
  }

  /** The clock that programs will see, in nanoseconds. In the lab it moves only while one runs. */
  public long nanoTime() {
    return wiring.interpretation().nanoTime();
  }

  /** What it promises: whether time is virtual, for one. */
  public Set<Trait> traits() {
    return wiring.interpretation().traits();
  }

  /** Every setting and where it comes from. */
  public EffectiveConfig effective() {
    return effective;
  }

  /**
   * Opens it. The caller closes what this returns; this object is then done with.
   *
   * @param more observers beside those that the configuration names, called after them
   */
  public CxRuntime open(RuntimeObserver... more) {
    if (!spent.compareAndSet(false, true)) {
      throw new CxUsageException(ErrorCode.RUNTIME_CLOSED,
          "The prepared runtime \"" + name + "\" was opened or closed before. Prepare another one.");
    }
    Wiring watched = wiring;
    for (RuntimeObserver observer : more) {
      watched = watched.observedBy(observer);
    }
    if (managed) {
      watched = watched.observedBy(new RuntimeBean(name));
    }
    return Kernel.open(name, watched, settings);
  }

  /** Gives back what it holds, unless it was opened. */
  @Override
  public void close() {
    if (spent.compareAndSet(false, true)) {
      wiring.interpretation().close();
    }
  }
}
