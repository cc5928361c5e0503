package dev.asupersync.lab.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events of a trace. An empty set asks for all; whoever asks for tasks or a region gets no event that
 * has nothing to do with any.
 *
 * @param region this one and all below it
 * @param fromEvent the first by number
 * @param toEvent the last
 * @param fromNanos the first by virtual time
 * @param toNanos the last
 */
public record TraceQuery(
    Set<TraceKind> kinds,
    Set<TraceKind> without,
    Set<TraceCategory> categories,
    Set<Long> tasks,
    OptionalLong region,
    long fromEvent,
    long toEvent,
    long fromNanos,
    long toNanos) {

  /** Every event. */
  public static final TraceQuery ALL =
      new TraceQuery(
          Set.of(), Set.of(), Set.of(), Set.of(), OptionalLong.empty(), 0, Long.MAX_VALUE, Long.MIN_VALUE,
          Long.MAX_VALUE);

  public TraceQuery {
    kinds = Set.copyOf(kinds);
    without = Set.copyOf(without);
    categories = Set.copyOf(categories);
    tasks = Set.copyOf(tasks);
  }

  /**
   * A test for the events of one trace, from the first on: it must see all of them, in order, because it
   * learns from them which task is in which region.
   */
  public Predicate<TraceEvent> start() {
    Places places = new Places();
    return event -> {
      places.learn(event);
      return matches(event, places);
    };
  }

  private boolean matches(TraceEvent event, Places places) {
    return (kinds.isEmpty() || kinds.contains(event.kind()))
        && !without.contains(event.kind())
        && (categories.isEmpty() || categories.contains(TraceCategory.of(event.kind())))
        && event.seq() >= fromEvent && event.seq() <= toEvent
        && event.nanos() >= fromNanos && event.nanos() <= toNanos
        && (tasks.isEmpty() || tasks.contains(places.task(event)))
        && (region.isEmpty() || places.below.contains(places.region(event)));
  }

  /** Who is where. */
  private final class Places {

    private final Map<Long, Long> regionOfTask = new HashMap<>();
    private final Map<Long, Long> holder = new HashMap<>();
    private final Set<Long> below = new HashSet<>();

    Places() {
      region.ifPresent(below::add);
    }

    void learn(TraceEvent event) {
      switch (event.kind()) {
        case SPAWN -> regionOfTask.put(event.number("task"), event.number("region"));
        case REGION_OPENED -> {
          if (below.contains(event.number("parent"))) {
            below.add(event.number("region"));
          }
        }
        case OBLIGATION_RESERVED, OBLIGATION_TRANSFERRED ->
            holder.put(event.number("obligation"), event.number("task"));
        default -> {
          // Says nothing of who is where.
        }
      }
    }

    long task(TraceEvent event) {
      long task = event.number("task");
      return task >= 0 ? task : holder.getOrDefault(event.number("obligation"), -1L);
    }

    long region(TraceEvent event) {
      long own = event.number("region");
      return own >= 0 ? own : regionOfTask.getOrDefault(task(event), -1L);
    }
  }
}
