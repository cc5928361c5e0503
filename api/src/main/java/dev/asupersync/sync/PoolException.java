package dev.asupersync.sync;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A pool lends nothing: it is closed (CX-3204), nothing became free in time (CX-3208), or what it lends
 * could not be made (CX-3205, with the cause).
 */
public final class PoolException extends RuntimeException implements Coded {

  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public PoolException(ErrorCode code, String text, @Nullable Throwable cause) {
    super(code.format(text), cause);
    this.code = code;
  }

  @Override
  public ErrorCode code() {
    return code;
  }
}
