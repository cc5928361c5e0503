package dev.asupersync.cli;

import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.spi.OpKind;

/**
 * What a capture holds, and what it cannot hold.
 *
 * @param events how many events
 * @param blocking how many calls that blocked: what they gave is not in it
 * @param asides how often a task was busy outside of the runtime while others went on: what it shared with them then
 *     is not in it
 */
record CaptureFacts(long events, long blocking, long asides) {

  static CaptureFacts of(TraceFileReader reader) {
    long events = 0;
    long blocking = 0;
    long asides = 0;
    while (reader.hasNext()) {
      TraceEvent event = reader.next();
      events++;
      switch (event.kind()) {
        case OPERATION -> blocking += event.number("op") == OpKind.BLOCKING.code() ? 1 : 0;
        case ASIDE -> asides++;
        default -> { }
      }
    }
    return new CaptureFacts(events, blocking, asides);
  }

  /** What a person must know before they rely on it; empty where there is nothing. */
  String caveats() {
    return (blocking == 0 ? "" : "\nWhat its " + blocking + " blocking calls gave was not in the capture: they were"
            + " made again, and nothing that they gave made a difference.")
        + (asides == 0 ? "" : "\nIn " + asides + " stretches a task was busy outside of the runtime and others went on:"
            + " what they shared there, other than through the runtime, was not in the capture.");
  }
}
