package dev.asupersync.tck;

import dev.asupersync.spi.Interpretation;
import java.util.Optional;

/** Where the contracts get what they test. */
public interface InterpretationSource {

  /** A new interpretation, configured alike each time. The test closes it. */
  Interpretation open();

  /**
   * A new interpretation of which the first {@code start} succeeds, for the root, and the second one fails, as
   * it would for want of memory. Nothing if there is no way to make one; then nobody checks that.
   */
  default Optional<Interpretation> openWhereTheSecondStartFails() {
    return Optional.empty();
  }
}
