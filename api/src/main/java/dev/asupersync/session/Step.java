package dev.asupersync.session;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/** A place in a conversation. It can be left once; what was interrupted before it happened may be tried again. */
public abstract sealed class Step permits Send, Recv, Choose, Offer, End {

  private final Wire wire;
  private boolean taken;

  Step(Wire wire) {
    this.wire = wire;
  }

  /** The wire, if this step was not taken yet. */
  final Wire wire() {
    if (taken) {
      throw new CxUsageException(
          ErrorCode.RESOLVED_TWICE,
          "A step " + getClass().getSimpleName() + " of session " + wire.name()
              + " was taken before. Go on with the step that it gave.");
    }
    return wire;
  }

  final Wire taken() {
    taken = true;
    return wire;
  }
}
