package dev.asupersync.channel;

import dev.asupersync.Spec;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;

/**
 * A bounded channel, to be opened in a scope.
 *
 * @param capacity the most messages and reservations together; 1 or more (CX-3101)
 * @param name what people see in dumps and reports
 */
public record BoundedSpec<T>(int capacity, String name) implements Spec<Channel<T>> {

  public BoundedSpec {
    if (capacity < 1) {
      throw new CxUsageException(
          ErrorCode.BAD_CAPACITY,
          "A channel with capacity " + capacity + (name.isEmpty() ? "" : " named \"" + name + "\"")
              + " can hold nothing. Give it a capacity of 1 or more.");
    }
  }

  public BoundedSpec<T> named(String text) {
    return new BoundedSpec<>(capacity, text);
  }
}
