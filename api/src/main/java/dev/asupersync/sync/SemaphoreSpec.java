package dev.asupersync.sync;

import dev.asupersync.Spec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/**
 * A semaphore, to be opened in a scope: {@link Semaphore#of}.
 *
 * @param permits how many are free at first
 * @param name what people see in dumps and reports
 */
public record SemaphoreSpec(int permits, String name) implements Spec<Semaphore> {

  public SemaphoreSpec {
    if (permits < 0) {
      throw new CxUsageException(
          ErrorCode.BAD_COUNT, "A semaphore cannot begin with " + permits + " permits. Give it 0 or more.");
    }
  }

  public SemaphoreSpec named(String text) {
    return new SemaphoreSpec(permits, text);
  }
}
