package dev.asupersync.sync;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import java.io.Serial;

/** A task panicked while it held the lock, so what the lock guards may be half changed (CX-3201). */
public final class PoisonedException extends RuntimeException implements Coded {

  @Serial private static final long serialVersionUID = 1;

  public PoisonedException(String text) {
    super(ErrorCode.POISONED.format(text));
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.POISONED;
  }
}
