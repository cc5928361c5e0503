package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;

/** Expects operations to be refused. */
final class Refusals {

  private Refusals() {}

  /** Refused with this code, and with a message that names it and says what to do. */
  static void expect(ErrorCode code, Runnable operation) {
    Throwable thrown = thrownBy(operation);
    assertThat(thrown).isInstanceOf(Coded.class);
    assertThat(((Coded) thrown).code()).as(thrown.toString()).isEqualTo(code);
    assertThat(thrown.getMessage()).startsWith(code.code()).contains(". ");
  }

  static Throwable thrownBy(Runnable operation) {
    try {
      operation.run();
    } catch (Throwable thrown) {
      return thrown;
    }
    throw new AssertionError("nothing was thrown");
  }
}
