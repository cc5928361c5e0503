package dev.asupersync.lab.dpor;

import dev.asupersync.spi.OpKind;

/**
 * What each operation touches. The request for a lock or a semaphore and its giving back commute: whoever asks
 * while it is held has it next, and whoever asks after has it at once; only the order of those who ask matters. So
 * the one that has it next is ordered after the giving back, and the two are no race.
 */
final class Touch {

  private static final int KIND_SHIFT = 56;
  private static final long CELL = 1L << KIND_SHIFT;
  private static final long LOCK = 2L << KIND_SHIFT;
  private static final long CHANNEL = 3L << KIND_SHIFT;
  private static final long SIGNAL = 4L << KIND_SHIFT;
  private static final long VALUE = 5L << KIND_SHIFT;
  private static final long CANCEL = 6L << KIND_SHIFT;
  private static final long TASK = 7L << KIND_SHIFT;
  private static final long REGIONS = 8L << KIND_SHIFT;
  /** Whether a lock is free. Those who give it back do not mind each other; who only tries minds them all. */
  private static final long FREE = 9L << KIND_SHIFT;

  private Touch() {}

  /** What {@code strand} touches when it does that. */
  static Footprint of(OpKind operation, long resource, int strand) {
    return switch (operation) {
      case CELL_READ -> Footprint.of(CELL | resource, false);
      case CELL_WRITE, CELL_UPDATE, CELL_CAS -> Footprint.of(CELL | resource, true);
      case ACQUIRE, ENTER -> told(strand).and(LOCK | resource, true);
      case TRY_ACQUIRE -> told(strand).and(LOCK | resource, true).and(FREE | resource, true);
      case RELEASE -> Footprint.of(FREE | resource, false);
      case LEAVE -> Footprint.of(LOCK | resource, true);
      case CHANNEL_RESERVE, CHANNEL_SEND, CHANNEL_ABORT, CHANNEL_RECV, CHANNEL_CLOSE, CHANNEL_ACK, CHANNEL_NACK ->
          told(strand).and(CHANNEL | resource, true);
      case SIGNAL_WAIT, SIGNAL -> told(strand).and(SIGNAL | resource, true);
      case VALUE_READ -> Footprint.of(VALUE | resource, false);
      case VALUE_WRITE -> Footprint.of(VALUE | resource, true);
      case SELECT -> Footprint.EVERYTHING;
      case TRANSFER -> told(strand).and(TASK | resource, true);
      // Whoever cancels it after its end tells nobody, so that only this shows what its end has to do with that.
      case END -> told(strand).and(TASK | resource, true).and(REGIONS, false);
      case SPAWN, REGION_OPEN, REGION_CLOSE, DEFER, CHANNEL_OPEN -> told(strand).and(REGIONS, false);
      case REGION_CANCEL, TASK_CANCEL -> told(strand).and(REGIONS, true);
      case START, CHECKPOINT, JOIN, SLEEP, BLOCKING, PROMISE -> told(strand);
      case CLOCK, RANDOM, TRACE -> Footprint.NOTHING;
    };
  }

  /** It looks whether it is to cancel. */
  private static Footprint told(int strand) {
    return Footprint.of(CANCEL | strand, false);
  }

  /** It told {@code strand} to cancel. */
  static Footprint cancelling(Footprint before, int strand) {
    return before.and(CANCEL | strand, true).and(REGIONS, true);
  }

  /** The lock that an operation takes after somebody gave it back, or 0. */
  static long taken(OpKind operation, long resource) {
    return operation == OpKind.ACQUIRE || operation == OpKind.TRY_ACQUIRE ? LOCK | resource : 0;
  }

  /** The lock that an operation gives back, or 0. */
  static long givenBack(OpKind operation, long resource) {
    return operation == OpKind.RELEASE ? LOCK | resource : 0;
  }
}
