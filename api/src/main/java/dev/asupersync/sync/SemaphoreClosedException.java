package dev.asupersync.sync;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import java.io.Serial;

/** The semaphore gives out no more permits (CX-3203). Nothing was taken. */
public final class SemaphoreClosedException extends RuntimeException implements Coded {

  @Serial private static final long serialVersionUID = 1;

  public SemaphoreClosedException(String text) {
    super(ErrorCode.SEMAPHORE_CLOSED.format(text));
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.SEMAPHORE_CLOSED;
  }
}
