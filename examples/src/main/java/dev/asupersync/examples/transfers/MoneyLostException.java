package dev.asupersync.examples.transfers;

/** The accounts together hold another sum than at the beginning. */
public final class MoneyLostException extends Exception {

  private static final long serialVersionUID = 1L;

  MoneyLostException(long expected, long found, long transfers) {
    super(
        "the accounts should hold " + expected + " together and hold " + found + " after " + transfers
            + " transfers: an update was lost");
  }
}
