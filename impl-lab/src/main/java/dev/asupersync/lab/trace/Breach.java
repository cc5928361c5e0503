package dev.asupersync.lab.trace;

/**
 * The first rule that a trace breaks. The events up to this one show how it came to that.
 *
 * @param index the number of the event; of the one after the last where the end itself is wrong
 * @param event the event, or the words "the end"
 * @param what which things are concerned
 */
public record Breach(TraceRule rule, long index, String event, String what) {

  @Override
  public String toString() {
    return "Rule " + rule + " is broken at event " + index + ": " + what + ". The event is: " + event;
  }
}
