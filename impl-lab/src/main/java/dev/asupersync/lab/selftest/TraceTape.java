package dev.asupersync.lab.selftest;

import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The events of a trace, to be changed in one place. Numbers are given anew, so that only the change is wrong. */
final class TraceTape {

  private final List<TraceEvent> events;

  TraceTape(List<TraceEvent> events) {
    this.events = new ArrayList<>(events);
  }

  /** As they are now, numbered one after the other. */
  List<TraceEvent> events() {
    List<TraceEvent> all = new ArrayList<>(events.size());
    for (TraceEvent event : events) {
      all.add(new TraceEvent(all.size(), event.nanos(), event.kind(), event.numbers(), event.text()));
    }
    return all;
  }

  /** As they are now, with the numbers that they had. */
  List<TraceEvent> unnumbered() {
    return List.copyOf(events);
  }

  private int at(TraceKind kind, Predicate<TraceEvent> fits) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).kind() == kind && fits.test(events.get(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException("The trace has no " + kind + " that fits.");
  }

  TraceEvent find(TraceKind kind, Predicate<TraceEvent> fits) {
    return events.get(at(kind, fits));
  }

  TraceTape drop(TraceKind kind, Predicate<TraceEvent> fits) {
    events.remove(at(kind, fits));
    return this;
  }

  TraceTape dropLast() {
    events.removeLast();
    return this;
  }

  TraceTape twice(TraceKind kind, Predicate<TraceEvent> fits) {
    int at = at(kind, fits);
    events.add(at + 1, events.get(at));
    return this;
  }

  /** Gives one number of one event another value. */
  TraceTape set(TraceKind kind, Predicate<TraceEvent> fits, String field, long value) {
    int at = at(kind, fits);
    TraceEvent was = events.get(at);
    List<Long> numbers = new ArrayList<>(was.numbers());
    numbers.set(kind.numbers().indexOf(field), value);
    events.set(at, new TraceEvent(was.seq(), was.nanos(), kind, numbers, was.text()));
    return this;
  }

  /** Makes an event of another kind with the same numbers of it. */
  TraceTape become(TraceKind kind, Predicate<TraceEvent> fits, TraceKind other) {
    int at = at(kind, fits);
    TraceEvent was = events.get(at);
    events.set(at, new TraceEvent(was.seq(), was.nanos(), other, was.numbers(), was.text()));
    return this;
  }

  /** Puts one more right behind one that fits. */
  TraceTape behind(TraceKind kind, Predicate<TraceEvent> fits, TraceKind more, Long... numbers) {
    return put(at(kind, fits), 1, more, numbers);
  }

  /** Puts one more right before one that fits. */
  TraceTape ahead(TraceKind kind, Predicate<TraceEvent> fits, TraceKind more, Long... numbers) {
    return put(at(kind, fits), 0, more, numbers);
  }

  private TraceTape put(int at, int after, TraceKind kind, Long... numbers) {
    long nanos = events.get(at).nanos();
    events.add(at + after, new TraceEvent(0, nanos, kind, Arrays.asList(numbers), ""));
    return this;
  }

  /** The last event comes at another time. */
  TraceTape lastAt(long nanos) {
    TraceEvent was = events.removeLast();
    events.add(new TraceEvent(was.seq(), nanos, was.kind(), was.numbers(), was.text()));
    return this;
  }
}
