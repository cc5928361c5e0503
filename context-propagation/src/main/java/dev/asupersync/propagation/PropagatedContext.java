package dev.asupersync.propagation;

import dev.asupersync.spi.observe.ThreadContext;
import dev.asupersync.spi.observe.ThreadContextCarrier;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Optional;

/**
 * What the {@code ThreadLocalAccessor}s of a {@link ContextRegistry} know of: the observation or span that is
 * current, security contexts, locales. Accessors are called while the runtime holds the lock of a region, so they are
 * quick and never call the runtime.
 */
public final class PropagatedContext implements ThreadContext {

  private final ContextRegistry registry;
  private final ContextSnapshotFactory snapshots;

  private PropagatedContext(ContextRegistry registry) {
    this.registry = registry;
    // What the spawner does not have, the task does not have either, whatever its strand had.
    this.snapshots = ContextSnapshotFactory.builder().contextRegistry(registry).clearMissing(true).build();
  }

  /** For one runtime, with the registry of the process: {@code Runtimes.open(source, PropagatedContext.carrier())}. */
  public static ThreadContextCarrier carrier() {
    return carrier(ContextRegistry.getInstance());
  }

  /** For one runtime, with a registry of one's own. */
  public static ThreadContextCarrier carrier(ContextRegistry registry) {
    return ThreadContextCarrier.of("The context of context-propagation", new PropagatedContext(registry));
  }

  @Override
  public Optional<Carried> capture() {
    if (registry.getThreadLocalAccessors().isEmpty()) {
      return Optional.empty();
    }
    ContextSnapshot here = snapshots.captureAll();
    return Optional.of(
        () -> {
          ContextSnapshot.Scope scope = here.setThreadLocals();
          return scope::close;
        });
  }
}
