package dev.asupersync.kernel.sync;

import dev.asupersync.Cx;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.sync.PoolException;
import dev.asupersync.sync.PoolSpec;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;

/** The program's own part of a pool: making things, looking at them, destroying them. Never under a lock. */
@SuppressWarnings("ReferenceEquality") // nothing may be suppressed in itself
record Supply<T>(PoolSpec<T> spec, String subject) {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.kernel");

  T create(Cx cx) {
    try {
      return Objects.requireNonNull(spec.create().run(cx), "a pool lends no null");
    } catch (Exception failed) {
      throw new PoolException(
          ErrorCode.POOL_CREATE_FAILED,
          "The " + subject + " could not create what it lends: " + failed + ". Look at the cause, and try"
              + " again later.",
          failed);
    }
  }

  boolean isHealthy(Stocked<T> thing) {
    boolean healthy = false;
    try {
      healthy = spec.check().test(thing.value());
    } catch (RuntimeException sick) {
      log("A thing could not be looked at, and is destroyed.", sick);
    } finally {
      if (!healthy) {
        destroyQuietly(thing);
      }
    }
    return healthy;
  }

  void destroyQuietly(Stocked<T> thing) {
    try {
      spec.destroy().destroy(thing.value());
    } catch (Exception failed) {
      log("A thing could not be destroyed.", failed);
    }
  }

  /** Destroys them all, and then throws what the first of them threw. */
  void destroy(List<Stocked<T>> things) {
    Throwable first = null;
    for (Stocked<T> thing : things) {
      try {
        spec.destroy().destroy(thing.value());
      } catch (Throwable failed) {
        if (first == null) {
          first = failed;
        } else if (first != failed) {
          first.addSuppressed(failed);
        }
      }
    }
    switch (first) {
      case null -> {}
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException("A thing of " + subject + " could not be destroyed.", first);
    }
  }

  void log(String what, Exception why) {
    LOG.log(Level.WARNING, subject + ": " + what, why);
  }
}
