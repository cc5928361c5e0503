package dev.asupersync.spi.observe;

import java.util.Optional;

/**
 * Something that another library keeps in thread-locals, such as a logging context, and that tasks are to have from
 * whoever spawned them: a task runs on a strand of its own, which no thread-local reaches.
 * {@link ThreadContextCarrier} does the rest.
 *
 * <p>Threads: any. Called while the runtime holds the lock of a region: quick, never blocks, never calls the runtime.
 */
@FunctionalInterface
public interface ThreadContext {

  /** What is current on this thread; nothing where there is nothing to carry. */
  Optional<Carried> capture();

  /** What was current on the thread that spawned. It does not change any more, and may be entered more than once. */
  @FunctionalInterface
  interface Carried {

    /** Makes it current on this thread. The action, run on the same thread, gives back what was current before. */
    Runnable enter();
  }
}
