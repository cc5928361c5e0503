package dev.asupersync.sync;

import dev.asupersync.Spec;

/**
 * A notify, to be opened in a scope: {@link Notify#create}.
 *
 * @param name what people see in dumps and reports
 */
public record NotifySpec(String name) implements Spec<Notify> {

  public NotifySpec named(String text) {
    return new NotifySpec(text);
  }
}
