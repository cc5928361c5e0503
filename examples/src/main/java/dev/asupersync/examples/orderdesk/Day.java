package dev.asupersync.examples.orderdesk;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The books: every order that was placed has one ending. Counted by several tasks. */
final class Day {

  private final AtomicLong placed = new AtomicLong();
  private final AtomicLong receipts = new AtomicLong();
  private final AtomicLong[] endings = new AtomicLong[Ending.values().length];

  Day() {
    Arrays.setAll(endings, _ -> new AtomicLong());
  }

  long place() {
    return placed.incrementAndGet();
  }

  @SuppressWarnings("EnumOrdinal") // an array lookup
  void end(Ending how) {
    endings[how.ordinal()].incrementAndGet();
  }

  void receipt() {
    receipts.incrementAndGet();
  }

  long placed() {
    return placed.get();
  }

  @SuppressWarnings("EnumOrdinal") // an array lookup
  long ended(Ending how) {
    return endings[how.ordinal()].get();
  }

  long receipts() {
    return receipts.get();
  }

  /** {@code 200 orders = 180 delivered + 20 refused; 180 receipts}. */
  @Override
  public String toString() {
    String parts = Arrays.stream(Ending.values())
        .filter(how -> how == Ending.DELIVERED || ended(how) > 0)
        .map(how -> ended(how) + " " + how.words)
        .collect(Collectors.joining(" + "));
    return placed() + " orders = " + parts + "; " + receipts() + " receipts";
  }
}
