package dev.asupersync.channel;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;

/** The other side of a channel is gone (CX-3102). Whatever was to be sent stays with the caller. */
public final class ChannelClosedException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  public ChannelClosedException(String text) {
    super(ErrorCode.CHANNEL_CLOSED.format(text));
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.CHANNEL_CLOSED;
  }
}
