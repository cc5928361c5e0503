package dev.asupersync.lab.selftest;

import dev.asupersync.lab.trace.Breach;
import dev.asupersync.lab.trace.Refinement;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For each rule of traces, a made-up trace that is in order up to its last event, which breaks that rule. */
public final class PlantedTraces {

  private PlantedTraces() {}

  private static final String ROOT = "REGION_OPENED 0 -1 -1; SPAWN 0 0 -1 1; TASK_STATE 0 0 1; START 0; ";
  private static final String RESERVED = ROOT + "OBLIGATION_RESERVED 1 0 0 0 7; ";
  private static final String CLOSING = "REGION_STATE 0 0 1; REGION_STATE 0 1 3; REGION_STATE 0 3 4; ";
  /** Everything that there is, and in order. */
  public static final String CLEAN = ROOT
      + "REGION_OPENED 1 0 0; SPAWN 1 1 0 1; FINALIZER_REGISTERED 1 0; FINALIZER_REGISTERED 1 1;"
      + "SPAWN 2 1 1 0; OBLIGATION_RESERVED 1 2 1 0 7; OBLIGATION_TRANSFERRED 1 1 2; OBLIGATION_COMMITTED 1 1;"
      + "CANCEL_REQUESTED 2 0; CANCEL_REQUESTED 2 10; MASK 2 1; MASK 2 0; CANCEL_ACKNOWLEDGED 2 10; END 2 2;"
      + "ALARM_SET 0 5; TIME_ADVANCED 0 5 0; ALARM_FIRED 0; END 1 0; REGION_STATE 1 0 1; REGION_STATE 1 1 2;"
      + "REGION_STATE 1 2 3; SPAWN 3 1 1 1; FINALIZER_STARTED 1 1; END 3 0; FINALIZER_ENDED 1 1 0;"
      + "FINALIZER_STARTED 1 0; FINALIZER_ENDED 1 0 0; REGION_STATE 1 3 4; REGION_CLOSED 1 0; END 0 0;"
      + CLOSING + "REGION_CLOSED 0 0";

  /** The rules about the end of a trace are not in it. */
  private static final Map<TraceRule, String> PLANTED = new EnumMap<>(TraceRule.class);

  static {
    PLANTED.put(TraceRule.SHAPE_001, ROOT + "#9 MASK 0 1");
    PLANTED.put(TraceRule.SHAPE_002, ROOT + "MASK 0 1 ~7; MASK 0 0 ~6");
    PLANTED.put(TraceRule.SHAPE_003, ROOT + "START -1");
    PLANTED.put(TraceRule.SHAPE_004, ROOT + "END 0 4");
    PLANTED.put(TraceRule.SHAPE_005, ROOT + "CANCEL_REQUESTED 0 11");
    PLANTED.put(TraceRule.SHAPE_006, ROOT + "TASK_STATE 0 1 6");
    PLANTED.put(TraceRule.SHAPE_007, ROOT + "REGION_STATE 0 0 5");
    PLANTED.put(TraceRule.SHAPE_008, ROOT + "OPERATION 0 999 0");
    PLANTED.put(TraceRule.SHAPE_009, ROOT + "OBLIGATION_RESERVED 1 0 0 6 7");
    PLANTED.put(TraceRule.SHAPE_010, ROOT + "TIME_ADVANCED 0 5 2");
    PLANTED.put(TraceRule.SPAWN_001, ROOT + "SPAWN 0 0 0 0");
    PLANTED.put(TraceRule.SPAWN_002, ROOT + "SPAWN 1 9 0 0");
    PLANTED.put(TraceRule.SPAWN_003, ROOT + "REGION_STATE 0 0 1; REGION_STATE 0 1 3; SPAWN 1 0 0 0");
    PLANTED.put(TraceRule.SPAWN_004, ROOT + "SPAWN 1 0 7 0");
    PLANTED.put(TraceRule.START_001, ROOT + "START 3");
    PLANTED.put(TraceRule.START_002, ROOT + "START 0");
    PLANTED.put(TraceRule.END_001, ROOT + "END 3 0");
    PLANTED.put(TraceRule.END_002, ROOT + "END 0 0; END 0 0");
    PLANTED.put(TraceRule.STATE_001, ROOT + "TASK_STATE 0 2 3");
    PLANTED.put(TraceRule.STATE_002, ROOT + "TASK_STATE 0 1 3");
    PLANTED.put(TraceRule.CANCEL_001, ROOT + "END 0 0; CANCEL_REQUESTED 0 0");
    PLANTED.put(TraceRule.CANCEL_002, ROOT + "REGION_CANCELLED 0 10; REGION_CANCELLED 0 0");
    PLANTED.put(TraceRule.ACK_001, ROOT + "CANCEL_ACKNOWLEDGED 0 0");
    PLANTED.put(TraceRule.ACK_002, ROOT + "CANCEL_REQUESTED 0 0; MASK 0 1; CANCEL_ACKNOWLEDGED 0 0");
    PLANTED.put(TraceRule.MASK_001, ROOT + "MASK 0 2");
    PLANTED.put(TraceRule.REGION_001, ROOT + "REGION_OPENED 0 -1 -1");
    PLANTED.put(TraceRule.REGION_002, ROOT + "REGION_CANCELLED 0 0; REGION_STATE 0 0 1; REGION_OPENED 1 0 0");
    PLANTED.put(TraceRule.REGION_003, ROOT + "REGION_STATE 0 1 2");
    PLANTED.put(TraceRule.REGION_004, ROOT + "REGION_STATE 0 0 3");
    PLANTED.put(TraceRule.CLOSE_001, ROOT + "REGION_CLOSED 7 0");
    PLANTED.put(TraceRule.CLOSE_002, ROOT + "END 0 0; REGION_CLOSED 0 0");
    PLANTED.put(TraceRule.QUIESCENCE_001, ROOT + CLOSING + "REGION_CLOSED 0 0");
    PLANTED.put(TraceRule.QUIESCENCE_002, ROOT + "REGION_OPENED 1 0 0; END 0 0; " + CLOSING + "REGION_CLOSED 0 0");
    PLANTED.put(TraceRule.QUIESCENCE_003,
        ROOT + "FINALIZER_REGISTERED 0 0; END 0 0; " + CLOSING + "REGION_CLOSED 0 0");
    PLANTED.put(TraceRule.FINALIZER_001,
        ROOT + "FINALIZER_REGISTERED 0 0; FINALIZER_REGISTERED 0 1; FINALIZER_STARTED 0 0");
    PLANTED.put(TraceRule.FINALIZER_002,
        ROOT + "FINALIZER_REGISTERED 0 0; FINALIZER_REGISTERED 0 1; FINALIZER_STARTED 0 1; FINALIZER_STARTED 0 0");
    PLANTED.put(TraceRule.OBLIGATION_001, RESERVED + CLOSING + "REGION_CLOSED 0 0");
    PLANTED.put(TraceRule.OBLIGATION_002, RESERVED + "OBLIGATION_RESERVED 1 0 0 0 7");
    PLANTED.put(TraceRule.OBLIGATION_003, ROOT + "END 0 0; OBLIGATION_RESERVED 1 0 0 0 7");
    PLANTED.put(TraceRule.OBLIGATION_004, ROOT + "REGION_OPENED 1 0 0; OBLIGATION_RESERVED 1 0 1 0 7");
    PLANTED.put(TraceRule.OBLIGATION_005, ROOT + "OBLIGATION_COMMITTED 1 0");
    PLANTED.put(TraceRule.OBLIGATION_006, RESERVED + "OBLIGATION_COMMITTED 1 0; OBLIGATION_ABORTED 1 0");
    PLANTED.put(TraceRule.OBLIGATION_007, RESERVED + "SPAWN 1 0 0 0; OBLIGATION_COMMITTED 1 1");
    PLANTED.put(TraceRule.OBLIGATION_008, RESERVED + "END 0 0");
    PLANTED.put(TraceRule.LEAK_001, RESERVED + "OBLIGATION_LEAKED 1 0");
    PLANTED.put(TraceRule.ALARM_001, ROOT + "ALARM_SET 1 5; ALARM_CANCELLED 1; ALARM_FIRED 1");
    PLANTED.put(TraceRule.TIME_001, ROOT + "TIME_ADVANCED 5 3 0");
    PLANTED.put(TraceRule.RUN_001, ROOT + "VIOLATION");
  }

  static List<Mutant> mutants() {
    List<Mutant> all = new ArrayList<>();
    PLANTED.forEach((rule, text) -> {
      List<TraceEvent> events = events(text);
      String at = "at event " + events.getLast().seq() + ":";
      all.add(new Mutant(rule.id(), Mutant.Level.EVENTS, "the last event of: " + text, Set.of(rule.id()), at,
          () -> broken(events, 0)));
    });
    List<TraceEvent> clean = events(CLEAN);
    all.add(new Mutant("RUN-002", Mutant.Level.EVENTS, "a trace without its end", Set.of("RUN-002"),
        "The event is: the end", () -> broken(clean.subList(0, clean.size() - 1), 0)));
    all.add(new Mutant("RUN-003", Mutant.Level.EVENTS, "a trace that lost events", Set.of("RUN-003"),
        "3 events are lost", () -> broken(clean, 3)));
    return all;
  }

  static Map<String, List<String>> clean() {
    return broken(events(CLEAN), 0);
  }

  /** The rule that these events break, with what is wrong. */
  static Map<String, List<String>> broken(List<TraceEvent> events, long lost) {
    return Refinement.check(events.iterator(), lost)
        .<Map<String, List<String>>>map(PlantedTraces::complaint).orElse(Map.of());
  }

  private static Map<String, List<String>> complaint(Breach breach) {
    return Map.of(breach.rule().id(), List.of(breach.toString()));
  }

  /** The trace that breaks this rule, if one is planted for it. */
  public static List<TraceEvent> breaking(TraceRule rule) {
    return events(PLANTED.getOrDefault(rule, ""));
  }

  /** {@code KIND number...}, each behind {@code #seq} and before {@code ~nanos}, where these matter. */
  public static List<TraceEvent> events(String text) {
    List<TraceEvent> events = new ArrayList<>();
    long nanos = 0;
    for (String one : text.split(";", -1)) {
      if (one.isBlank()) {
        continue;
      }
      long seq = events.size();
      TraceKind kind = TraceKind.START;
      List<Long> numbers = new ArrayList<>();
      for (String word : one.strip().split(" ", -1)) {
        switch (word.charAt(0)) {
          case '#' -> seq = Long.parseLong(word.substring(1));
          case '~' -> nanos = Long.parseLong(word.substring(1));
          default -> {
            if (Character.isLetter(word.charAt(0))) {
              kind = TraceKind.valueOf(word);
            } else {
              numbers.add(Long.parseLong(word));
            }
          }
        }
      }
      events.add(new TraceEvent(seq, nanos, kind, numbers, ""));
    }
    return events;
  }
}
