package dev.asupersync.sync;

import dev.asupersync.Spec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/**
 * A barrier, to be opened in a scope: {@link Barrier#of}.
 *
 * @param parties how many tasks make a round
 * @param name what people see in dumps and reports
 */
public record BarrierSpec(int parties, String name) implements Spec<Barrier> {

  public BarrierSpec {
    if (parties < 1) {
      throw new CxUsageException(
          ErrorCode.BAD_COUNT, "A barrier for " + parties + " tasks stops nobody. Give it 1 or more.");
    }
  }

  public BarrierSpec named(String text) {
    return new BarrierSpec(parties, text);
  }
}
