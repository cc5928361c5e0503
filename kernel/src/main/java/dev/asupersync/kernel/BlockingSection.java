package dev.asupersync.kernel;

import dev.asupersync.BlockingCall;
import dev.asupersync.BlockingOptions;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.Alarm;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that blocks outside the runtime, while it lasts. A request gives it some time to return by itself,
 * then interrupts its thread, once; no interrupt is left behind for what runs next.
 *
 * <p>Guarded by the region's lock, except {@link #run}. Rule: D17.
 */
final class BlockingSection {

  private final TaskRecord task;
  private final BlockingOptions options;
  private @Nullable Alarm escalation;
  private boolean over;
  private boolean interrupted;

  BlockingSection(TaskRecord task, BlockingOptions options) {
    this.task = task;
    this.options = options;
  }

  <T extends @Nullable Object, X extends Exception> T run(BlockingCall<T, X> call) throws X {
    begin();
    task.requireStrand().leaving();
    try {
      return called(call);
    } catch (InterruptedException outside) {
      throw stopped(outside);
    } catch (Exception thrown) {
      if (isOfInterrupt(thrown) && wasInterrupted()) {
        throw stopped(thrown);
      }
      throw thrown;
    } finally {
      end();
    }
  }

  private <T extends @Nullable Object, X extends Exception> T called(BlockingCall<T, X> call)
      throws X, InterruptedException {
    try {
      return call.call();
    } finally {
      task.requireStrand().returning();
    }
  }

  private static boolean isOfInterrupt(Exception thrown) {
    return thrown instanceof ClosedByInterruptException || thrown instanceof InterruptedIOException;
  }

  private Error stopped(Exception how) {
    CancelReason reason = task.reason();
    if (reason == null) {
      throw new CxUsageException(
          ErrorCode.INTERRUPTED_FROM_OUTSIDE,
          "A blocking call of " + task.label() + " was interrupted by somebody other than the runtime. Cancel"
              + " the task through its handle or scope instead.",
          how);
    }
    return new CancelledError(task.points().acknowledge());
  }

  private void begin() {
    task.region().lock().lock();
    try {
      task.blocking(this);
      CancelReason pending = task.reason();
      if (pending != null) {
        cancelled(pending.kind());
      }
    } finally {
      task.region().lock().unlock();
    }
  }

  private void end() {
    boolean clear;
    task.region().lock().lock();
    try {
      over = true;
      task.blocking(null);
      if (escalation != null) {
        escalation.cancel();
      }
      clear = interrupted;
    } finally {
      task.region().lock().unlock();
    }
    if (clear) {
      Thread.interrupted();
    }
  }

  private boolean wasInterrupted() {
    task.region().lock().lock();
    try {
      return interrupted;
    } finally {
      task.region().lock().unlock();
    }
  }

  /** The task was asked to stop: arms the interrupt. With the lock. */
  void cancelled(CancelKind kind) {
    if (!options.interrupt() || escalation != null) {
      return;
    }
    Kernel kernel = task.kernel();
    Duration grace = options.grace().orElse(kernel.cleanup(kind).time().dividedBy(2));
    escalation = kernel.interpretation().alarm(Clock.plus(kernel.clock().nanos(), grace), this::interrupt);
  }

  private void interrupt() {
    task.region().lock().lock();
    try {
      if (!over) {
        interrupted = true;
        task.interrupt();
      }
    } finally {
      task.region().lock().unlock();
    }
  }
}
