package dev.asupersync.channel;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import java.io.Serial;

/** There was no message to make room with. The new one stays with the caller. */
public final class EvictionRefusedException extends RuntimeException implements Coded {

  @Serial private static final long serialVersionUID = 1;

  public EvictionRefusedException(String message) {
    super(ErrorCode.EVICTION_REFUSED.format(message));
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.EVICTION_REFUSED;
  }
}
