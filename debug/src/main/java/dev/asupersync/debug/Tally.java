package dev.asupersync.debug;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome;
import dev.asupersync.obligation.ObligationState;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** How often what has happened since the runtime opened. Any thread. */
final class Tally {

  /** The four outcomes, in the order of their severity. */
  static final String[] OUTCOMES = {"ok", "err", "cancelled", "panicked"};

  private final LongAdder regionsOpened = new LongAdder();
  private final LongAdder tasksStarted = new LongAdder();
  private final LongAdder obligationsReserved = new LongAdder();
  private final LongAdder stuck = new LongAdder();
  private final LongAdder[] regionsClosed = adders(OUTCOMES.length);
  private final LongAdder[] tasksEnded = adders(OUTCOMES.length);
  private final LongAdder[] cancels = adders(CancelKind.values().length);
  private final LongAdder[] exhausted = adders(CancelKind.values().length);
  private final LongAdder[] resolved = adders(ObligationState.values().length);

  private static LongAdder[] adders(int count) {
    LongAdder[] all = new LongAdder[count];
    Arrays.setAll(all, _ -> new LongAdder());
    return all;
  }

  private static int index(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?> _ -> 0;
      case Outcome.Err<?, ?> _ -> 1;
      case Outcome.Cancelled<?, ?> _ -> 2;
      case Outcome.Panicked<?, ?> _ -> 3;
    };
  }

  void regionOpened() {
    regionsOpened.increment();
  }

  void regionClosed(Outcome<?, ?> outcome) {
    regionsClosed[index(outcome)].increment();
  }

  void taskStarted() {
    tasksStarted.increment();
  }

  void taskEnded(Outcome<?, ?> outcome) {
    tasksEnded[index(outcome)].increment();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  void cancelRequested(CancelKind kind) {
    cancels[kind.ordinal()].increment();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  void budgetExhausted(CancelKind kind) {
    exhausted[kind.ordinal()].increment();
  }

  void obligationReserved() {
    obligationsReserved.increment();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  void obligationResolved(ObligationState state) {
    resolved[state.ordinal()].increment();
  }

  void stuck() {
    stuck.increment();
  }

  long regionsOpenedCount() {
    return regionsOpened.sum();
  }

  long regionsClosedCount(int outcome) {
    return regionsClosed[outcome].sum();
  }

  long tasksStartedCount() {
    return tasksStarted.sum();
  }

  long tasksEndedCount(int outcome) {
    return tasksEnded[outcome].sum();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  long cancelCount(CancelKind kind) {
    return cancels[kind.ordinal()].sum();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  long exhaustedCount(CancelKind kind) {
    return exhausted[kind.ordinal()].sum();
  }

  long reservedCount() {
    return obligationsReserved.sum();
  }

  @SuppressWarnings("EnumOrdinal") // an array of this process
  long resolvedCount(ObligationState state) {
    return resolved[state.ordinal()].sum();
  }

  long stuckCount() {
    return stuck.sum();
  }
}
