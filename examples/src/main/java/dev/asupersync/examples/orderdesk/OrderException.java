package dev.asupersync.examples.orderdesk;

/** An order that cannot be served: a business matter, and no fault of the program. */
final class OrderException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Whether another attempt may go better. */
  private final boolean passing;

  private OrderException(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  static OrderException busy(String whom) {
    return new OrderException(whom + " is busy", true);
  }

  static OrderException refused(String why) {
    return new OrderException(why, false);
  }

  boolean isPassing() {
    return passing;
  }
}
