package dev.asupersync.sync;

import dev.asupersync.error.CancelledError;
import org.jspecify.annotations.Nullable;

/** Runs what a lock guards, and poisons the lock where that panics. */
final class Poisoning {

  private Poisoning() {}

  static <T extends @Nullable Object, X extends Exception> T run(Guard guard, Section<T, X> section)
      throws X {
    try {
      return section.run();
    } catch (CancelledError told) {
      throw told;
    } catch (RuntimeException | Error panic) {
      guard.poison();
      throw panic;
    } finally {
      guard.close();
    }
  }
}
