package dev.asupersync.lab.dpor;

import dev.asupersync.spi.OpKind;

/**
 * What each operation touches. The request for a lock or a semaphore and its giving back commute: whoever asks
 * while it is held has it next, and whoever asks after has it at once; only the order of those who ask matters. So
 * the one that has it next is ordered after the giving back, and the two are no race.
 *
 * <p>A thing is known by a long whose upper byte says of what kind it is, and has a small number.
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
  /** Whether a lock is free. Who gives it back changes that; it matters only to those who try. */
  private static final long FREE = 9L << KIND_SHIFT;
  /** Where messages are taken out of a queue; they are put in at its end, which is its CHANNEL. */
  private static final long HEAD = 10L << KIND_SHIFT;
  /** The slots of a queue: whoever asks first has the next that is free. */
  private static final long ROOM = 12L << KIND_SHIFT;
  /** Whether a queue has senders. It matters only who ends last, and that to those who wait for the end. */
  private static final long ENDING = 11L << KIND_SHIFT;

  /** How something is done: as it is mostly, to a queue of which all is known, without effect, as a wait given up. */
  private static final int PLAIN = 0;
  private static final int CLEAR = 1;
  private static final int LOOKING = 2;
  private static final int LEAVING = 3;

  private final Numbers things;
  private final Footprints known = new Footprints();

  /** Numbers the things that it meets. */
  Touch(Numbers things) {
    this.things = things;
  }

  /**
   * What {@code strand} touches when it does that.
   *
   * @param resource its name in all runs
   * @param clear whether all is known of who puts something into that queue and who takes it
   */
  Footprint of(OpKind operation, long resource, int strand, boolean clear) {
    return of(operation, resource, strand, clear ? CLEAR : PLAIN);
  }

  private Footprint of(OpKind operation, long resource, int strand, int how) {
    long doing = ((long) strand << 16) + ((long) operation.code() << 2) + how;
    Footprint before = known.of(resource, doing);
    return before != null ? before : known.keep(resource, doing, workedOut(operation, resource, strand, how));
  }

  private Footprint workedOut(OpKind operation, long resource, int strand, int how) {
    return switch (how) {
      case LOOKING -> lookedAt(operation, resource, strand);
      case LEAVING -> left(operation, resource, strand);
      default -> touched(operation, resource, strand, how == CLEAR);
    };
  }

  private Footprint touched(OpKind operation, long resource, int strand, boolean clear) {
    return switch (operation) {
      case CELL_READ -> Footprint.of(things.of(CELL | resource), false);
      case CELL_WRITE, CELL_UPDATE, CELL_CAS -> Footprint.of(things.of(CELL | resource), true);
      case ACQUIRE, ENTER -> told(strand).and(things.of(LOCK | resource), true);
      case TRY_ACQUIRE -> told(strand).and(things.of(LOCK | resource), true).and(things.of(FREE | resource), true);
      case RELEASE -> Footprint.of(things.of(FREE | resource), true);
      case LEAVE -> Footprint.of(things.of(LOCK | resource), true);
      case CHANNEL_PUT ->
          clear
              ? told(strand).and(things.of(CHANNEL | resource), true).and(things.of(ROOM | resource), true)
              : wholeChannel(resource, strand);
      case CHANNEL_RESERVE ->
          clear ? told(strand).and(things.of(ROOM | resource), true) : wholeChannel(resource, strand);
      case CHANNEL_SEND ->
          clear ? told(strand).and(things.of(CHANNEL | resource), true) : wholeChannel(resource, strand);
      case CHANNEL_STOP -> // whoever puts something in minds it; others that stop do not
          clear
              ? told(strand).and(things.of(CHANNEL | resource), false).and(things.of(ROOM | resource), false)
              : wholeChannel(resource, strand);
      case CHANNEL_END ->
          clear ? told(strand).and(things.of(ENDING | resource), false) : wholeChannel(resource, strand);
      case CHANNEL_TAKE ->
          clear ? told(strand).and(things.of(HEAD | resource), true) : wholeChannel(resource, strand);
      case CHANNEL_TRY, CHANNEL_ABORT, CHANNEL_RECV, CHANNEL_CLOSE, CHANNEL_ACK, CHANNEL_NACK ->
          wholeChannel(resource, strand);
      case SIGNAL_WAIT, SIGNAL -> told(strand).and(things.of(SIGNAL | resource), true);
      case VALUE_READ -> Footprint.of(things.of(VALUE | resource), false);
      case VALUE_WRITE -> Footprint.of(things.of(VALUE | resource), true);
      case SELECT -> Footprint.EVERYTHING;
      case TRANSFER -> told(strand).and(things.of(TASK | resource), true);
      // Whoever cancels it after its end tells nobody, so that only this shows what its end has to do with that.
      case END -> told(strand).and(things.of(TASK | resource), true).and(things.of(REGIONS), false);
      case SPAWN, REGION_OPEN, REGION_CLOSE, DEFER, CHANNEL_OPEN -> told(strand).and(things.of(REGIONS), false);
      case REGION_CANCEL, TASK_CANCEL -> told(strand).and(things.of(REGIONS), true);
      case START, CHECKPOINT, JOIN, SLEEP, BLOCKING, PROMISE -> told(strand);
      case CLOCK, RANDOM, TRACE -> Footprint.NOTHING;
    };
  }

  /** What it turned out to touch when it changed nothing. */
  Footprint looking(OpKind operation, long resource, int strand) {
    return of(operation, resource, strand, LOOKING);
  }

  private Footprint lookedAt(OpKind operation, long resource, int strand) {
    return switch (operation) {
      case CELL_CAS -> Footprint.of(things.of(CELL | resource), false);
      case TRY_ACQUIRE ->
          told(strand).and(things.of(LOCK | resource), false).and(things.of(FREE | resource), false);
      default -> touched(operation, resource, strand, false);
    };
  }

  /** Whether only the step itself tells if it changes what it touches. */
  static boolean isUncertain(OpKind operation) {
    return operation == OpKind.CELL_CAS || operation == OpKind.TRY_ACQUIRE;
  }

  private Footprint wholeChannel(long resource, int strand) {
    return told(strand)
        .and(things.of(CHANNEL | resource), true)
        .and(things.of(HEAD | resource), true)
        .and(things.of(ROOM | resource), true)
        .and(things.of(ENDING | resource), true);
  }

  /** What it touches when it gives up a wait within that: it leaves a queue, if it was not served just before. */
  Footprint leaving(OpKind operation, long resource, int strand) {
    return of(operation, resource, strand, LEAVING);
  }

  private Footprint left(OpKind operation, long resource, int strand) {
    Footprint plain = touched(operation, resource, strand, false);
    return operation == OpKind.ACQUIRE ? plain.and(things.of(FREE | resource), true) : plain;
  }

  /** The queue of which that is an end. */
  int queue(long resource) {
    return things.of(CHANNEL | resource);
  }

  /** It looks whether it is to cancel. */
  private Footprint told(int strand) {
    return Footprint.of(things.of(CANCEL | strand), false);
  }

  /** It told {@code strand} to cancel. */
  Footprint cancelling(Footprint before, int strand) {
    return before.and(things.of(CANCEL | strand), true).and(things.of(REGIONS), true);
  }

  /** The lock that an operation takes after somebody gave it back, or {@link Step#ALL}. */
  int taken(OpKind operation, long resource) {
    return operation == OpKind.ACQUIRE || operation == OpKind.TRY_ACQUIRE ? things.of(LOCK | resource) : Step.ALL;
  }

  /** The lock that an operation gives back, or {@link Step#ALL}. */
  int givenBack(OpKind operation, long resource) {
    return operation == OpKind.RELEASE ? things.of(LOCK | resource) : Step.ALL;
  }

  /** The task whose end the step is, or waits for. */
  int task(Step step) {
    return things.of(TASK | step.resource);
  }

  /** The region of which that is. */
  int region(long region) {
    return things.of(REGIONS | region);
  }
}
