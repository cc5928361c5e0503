package dev.asupersync;

import dev.asupersync.dump.RuntimeDump;
import org.jspecify.annotations.Nullable;

/**
 * A runtime: the meaning of programs and one way to interpret them, chosen by configuration.
 *
 * <p>Not for implementation by applications; methods may be added.
 */
public interface CxRuntime extends AutoCloseable {

  /** Runs a program that declares no error: every throw is a panic. */
  <T extends @Nullable Object> Outcome<T, RuntimeException> run(Task<T, RuntimeException> program);

  /**
   * Runs a program in a root region of its own and returns when that region is closed and nothing is left
   * running.
   *
   * <p>Threads: any thread that is not a task of this runtime; where the interpretation allows it, several at
   * once. When the calling thread is interrupted, the program is cancelled with kind User, drained, and the
   * interrupt is kept. Errors: CX-2008 when the runtime is closed.
   */
  <T extends @Nullable Object, E extends Exception> Outcome<T, E> run(Class<E> errorType, Task<T, E> program);

  /** What is alive now: regions, tasks, what they wait for and what they hold. Any thread. */
  RuntimeDump dump();

  /** Asks every running program to stop with kind Shutdown, without waiting. */
  void shutdown(String message);

  /** {@link #shutdown}, then waits until every program has ended; then the interpretation is closed. */
  @Override
  void close();
}
