package dev.asupersync.lab.explore;

import dev.asupersync.spi.OpKind;

/**
 * What an operation touches: a number whose upper byte says of what kind the thing is. Two operations of different
 * strands commute unless they touch one thing and one of them changes it.
 */
final class Touched {

  static final long NOTHING = 0;

  /** A select, whose parts are not told: it depends on whatever there is. */
  static final long EVERYTHING = -1;

  static final long REGIONS = thing(8, 0);

  private Touched() {}

  /** What it touches. A request for a lock and its giving back commute: whoever asks while it is held has it next. */
  static long by(OpKind operation, long resource) {
    return switch (operation) {
      case CELL_READ, CELL_WRITE, CELL_UPDATE, CELL_CAS -> thing(1, resource);
      case ACQUIRE, TRY_ACQUIRE, ENTER, LEAVE -> thing(2, resource);
      case RELEASE -> freeOf(resource);
      case CHANNEL_RESERVE, CHANNEL_SEND, CHANNEL_ABORT, CHANNEL_RECV, CHANNEL_CLOSE, CHANNEL_ACK, CHANNEL_NACK,
          CHANNEL_PUT, CHANNEL_TAKE, CHANNEL_END, CHANNEL_STOP, CHANNEL_TRY -> thing(3, resource);
      case SIGNAL_WAIT, SIGNAL -> thing(4, resource);
      case VALUE_READ, VALUE_WRITE -> thing(5, resource);
      case TRANSFER, END -> thing(7, resource);
      case SPAWN, REGION_OPEN, REGION_CLOSE, DEFER, CHANNEL_OPEN, REGION_CANCEL, TASK_CANCEL -> REGIONS;
      case SELECT -> EVERYTHING;
      case START, CHECKPOINT, JOIN, SLEEP, BLOCKING, PROMISE, CLOCK, RANDOM, TRACE -> NOTHING;
    };
  }

  /** Whether a lock is free. Those who give it back do not mind each other; who only tries minds them all. */
  static long freeOf(long lock) {
    return thing(9, lock);
  }

  /** Whether a strand was told to cancel. */
  static long cancellationOf(int strand) {
    return thing(6, strand);
  }

  static boolean changes(OpKind operation) {
    return switch (operation) {
      case SPAWN, REGION_OPEN, REGION_CLOSE, DEFER, CHANNEL_OPEN, RELEASE -> false;
      default -> operation.access() == OpKind.Access.WRITE;
    };
  }

  /** Whether the order of the two, of different strands, can matter. */
  static boolean race(OpKind one, long oneResource, OpKind other, long otherResource) {
    long thing = by(one, oneResource);
    long otherThing = by(other, otherResource);
    if (thing == NOTHING || otherThing == NOTHING) {
      return false;
    }
    if (thing == EVERYTHING || otherThing == EVERYTHING) {
      return true;
    }
    return thing == otherThing
        ? changes(one) || changes(other)
        : oneResource == otherResource && (isTryAndRelease(one, other) || isTryAndRelease(other, one));
  }

  private static boolean isTryAndRelease(OpKind one, OpKind other) {
    return one == OpKind.TRY_ACQUIRE && other == OpKind.RELEASE;
  }

  private static long thing(long kind, long number) {
    return (kind << 56) | number;
  }
}
