package dev.asupersync.lab.watch;

import dev.asupersync.Outcome;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches some of the runs of a runtime, each with an observer of its own. Used through a {@link RunRouter}. */
public interface RunWatcher {

  /** The hooks that the observers want; asked once. */
  Set<Hook> hooks();

  /** The one for the run that begins now; nothing if that is not watched. */
  @Nullable RuntimeObserver begin(long run, @Nullable RuntimeView runtime);

  /** A run that is watched has ended, and none of its strands is left. */
  void ended(long run, RuntimeObserver observer, Outcome<?, ?> outcome);

  /** Called often, where the runtime holds no lock. */
  default void unlocked(@Nullable RuntimeView runtime) {}

  /** What it has to say in a dump. */
  List<String> notes();
}
