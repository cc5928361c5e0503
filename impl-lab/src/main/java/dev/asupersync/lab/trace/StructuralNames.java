package dev.asupersync.lab.trace;

import java.util.HashMap;
import java.util.Map;

/**
 * Keys of events that do not depend on the order in which ids were given out: a task is the third that its
 * parent spawned, not number seven. Sees the events of one trace in order.
 */
final class StructuralNames {

  private static final long ROOT = 1;

  private final Map<Long, Long> tasks = new HashMap<>();
  private final Map<Long, Long> regions = new HashMap<>();
  private final Map<Long, Long> obligations = new HashMap<>();
  private final Map<Long, Long> alarms = new HashMap<>();
  private final Map<Long, Long> finalizers = new HashMap<>();
  private final Map<Long, Long> made = new HashMap<>();
  private final Map<String, Long> texts = new HashMap<>();

  /** A hash over what the event is, where it belongs, and what it says; not over its time and number. */
  long key(TraceEvent event) {
    learn(event);
    long key = Mix.of(event.kind().code());
    for (int i = 0; i < event.numbers().size(); i++) {
      key = Mix.of(key, value(event, i));
    }
    return event.text().isEmpty() || isReason(event.kind())
        ? key
        : Mix.of(key, texts.computeIfAbsent(event.text(), Mix::of));
  }

  /** The words of a reason have ids and times in them; its kind is a number beside them. */
  private static boolean isReason(TraceKind kind) {
    return kind == TraceKind.CANCEL_REQUESTED || kind == TraceKind.REGION_CANCELLED;
  }

  private void learn(TraceEvent event) {
    long id = event.numbers().isEmpty() ? -1 : event.numbers().getFirst();
    switch (event.kind()) {
      case SPAWN -> tasks.put(id, next(task(event.numbers().get(2)), 'T'));
      case REGION_OPENED -> regions.put(id, next(task(event.numbers().get(2)), 'R'));
      case OBLIGATION_RESERVED -> obligations.put(id, next(task(event.numbers().get(1)), 'O'));
      case ALARM_SET -> alarms.put(id, next(Mix.of(event.numbers().get(1)), 'A'));
      case FINALIZER_REGISTERED -> finalizers.put(event.numbers().get(1), next(region(id), 'F'));
      default -> {
        // Makes nothing.
      }
    }
  }

  private long next(long maker, char what) {
    long place = Mix.of(maker, what);
    return Mix.of(place, made.merge(place, 1L, Long::sum));
  }

  private long value(TraceEvent event, int at) {
    long value = event.numbers().get(at);
    return switch (event.kind().numbers().get(at)) {
      case "task", "parent", "opener", "before" -> structural(event, at, value);
      case "region" -> region(value);
      case "obligation" -> obligations.getOrDefault(value, value);
      case "alarm" -> alarms.getOrDefault(value, value);
      case "finalizer" -> finalizers.getOrDefault(value, value);
      case "resource" -> resource(event, value);
      default -> value;
    };
  }

  private long structural(TraceEvent event, int at, long value) {
    boolean isRegion = event.kind() == TraceKind.REGION_OPENED && at == 1;
    boolean isState = event.kind() == TraceKind.TASK_STATE || event.kind() == TraceKind.REGION_STATE;
    if (isRegion) {
      return region(value);
    }
    return isState && at == 1 ? value : task(value);
  }

  /** The name of what an operation is on, if it is a task or a region. */
  private long resource(TraceEvent event, long value) {
    if (event.kind() == TraceKind.OBLIGATION_RESERVED) {
      return value;
    }
    return switch (Footprint.subject(event.numbers().get(1))) {
      case TASK -> task(value);
      case REGION -> region(value);
      default -> value;
    };
  }

  private long task(long id) {
    return id < 0 ? ROOT : tasks.getOrDefault(id, Mix.of(id));
  }

  private long region(long id) {
    return id < 0 ? ROOT : regions.getOrDefault(id, Mix.of(id));
  }
}
