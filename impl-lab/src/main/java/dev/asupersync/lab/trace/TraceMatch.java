package dev.asupersync.lab.trace;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Whether one run does what another did, event by event, whatever numbers its tasks, regions and channels have: the
 * first event about a thing says which is which, and from then on it must stay so. Times are not compared.
 */
public final class TraceMatch {

  private enum Thing {
    TASK,
    REGION,
    OBLIGATION,
    FINALIZER,
    ALARM,
    OWNED,
    /** The strand of a task; that of the first task of a run has number 0, whatever its task has. */
    STRAND,
    /** A number that means itself. */
    ITSELF,
    /** Said again elsewhere, in a way that can be compared. */
    UNCOMPARED
  }

  private final Map<Thing, Map<Long, Long>> here = new EnumMap<>(Thing.class);
  private final Map<Thing, Map<Long, Long>> there = new EnumMap<>(Thing.class);

  /** Nothing seen yet. */
  public TraceMatch() {
    for (Thing thing : Thing.values()) {
      here.put(thing, new HashMap<>());
      there.put(thing, new HashMap<>());
    }
  }

  /** Whether an event of this run is {@code recorded}, one of the other run. */
  public boolean isSame(TraceEvent recorded, TraceKind kind, String text, long... numbers) {
    if (recorded.kind() != kind || recorded.numbers().size() != numbers.length) {
      return false;
    }
    for (int i = 0; i < numbers.length; i++) {
      if (!isSame(thing(recorded, i), recorded.numbers().get(i), numbers[i])) {
        return false;
      }
    }
    return hasNumbers(kind)
        ? withoutNumbers(recorded.text()).equals(withoutNumbers(text))
        : recorded.text().equals(text);
  }

  private boolean isSame(Thing thing, long recorded, long actual) {
    if (thing == Thing.UNCOMPARED) {
      return true;
    }
    if (thing == Thing.ITSELF || recorded < 0 || actual < 0) {
      return recorded == actual;
    }
    if (thing == Thing.STRAND) {
      return strandHere(recorded).orElse(-1) == actual;
    }
    Long known = of(here, thing).putIfAbsent(recorded, actual);
    Long back = of(there, thing).putIfAbsent(actual, recorded);
    return (known == null || known == actual) && (back == null || back == recorded);
  }

  private static Map<Long, Long> of(Map<Thing, Map<Long, Long>> side, Thing thing) {
    Map<Long, Long> map = side.get(thing);
    if (map == null) {
      throw new IllegalStateException("There is no map for " + thing);
    }
    return map;
  }

  /** The number that the strand has in this run which had {@code recorded} in the other. */
  public OptionalLong strandHere(long recorded) {
    if (recorded == 0) {
      return OptionalLong.of(0);
    }
    Long known = of(here, Thing.TASK).get(recorded);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** The number that the alarm has in this run which had {@code recorded} in the other. */
  public OptionalLong alarmHere(long recorded) {
    Long known = of(here, Thing.ALARM).get(recorded);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /** Whether the words of such an event have numbers of things in them. */
  private static boolean hasNumbers(TraceKind kind) {
    return kind == TraceKind.CANCEL_REQUESTED
        || kind == TraceKind.REGION_CANCELLED
        || kind == TraceKind.OBLIGATION_RESERVED;
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "#");
  }

  private static Thing thing(TraceEvent event, int at) {
    TraceKind kind = event.kind();
    return switch (kind.numbers().get(at)) {
      case "task" -> switch (kind) {
        case SCHEDULE, CHOICE, ASIDE -> Thing.STRAND;
        default -> Thing.TASK;
      };
      case "opener" -> Thing.TASK;
      case "parent" -> kind == TraceKind.REGION_OPENED ? Thing.REGION : Thing.TASK;
      case "before" -> kind == TraceKind.OBLIGATION_TRANSFERRED ? Thing.TASK : Thing.ITSELF;
      case "region" -> Thing.REGION;
      case "obligation" -> Thing.OBLIGATION;
      case "finalizer" -> Thing.FINALIZER;
      case "alarm" -> Thing.ALARM;
      case "resource" -> resource(event);
      case "run" -> Thing.UNCOMPARED;
      default -> Thing.ITSELF;
    };
  }

  private static Thing resource(TraceEvent event) {
    if (event.kind() == TraceKind.OBLIGATION_RESERVED) {
      return Thing.UNCOMPARED;
    }
    return switch (Footprint.subject(event.number("op"))) {
      case TASK -> Thing.TASK;
      case REGION -> Thing.REGION;
      default -> event.number("resource") == 0 ? Thing.ITSELF : Thing.OWNED;
    };
  }
}
