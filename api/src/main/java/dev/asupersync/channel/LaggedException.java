package dev.asupersync.channel;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import java.io.Serial;

/** A subscriber was too slow, and messages that it had not received are gone (CX-3105). */
public final class LaggedException extends RuntimeException implements Coded {

  @Serial private static final long serialVersionUID = 1;

  private final long missed;

  public LaggedException(String subject, long missed) {
    super(
        ErrorCode.LAGGED.format(
            missed + " messages of " + subject + " are gone before this subscriber received them. The next recv goes"
                + " on with the oldest that is kept. Receive faster, or keep more messages."));
    this.missed = missed;
  }

  /** How many, exactly. */
  public long missed() {
    return missed;
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.LAGGED;
  }
}
