package dev.asupersync.lab.fault;

import dev.asupersync.spi.OpKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some faults, and the points at which one of them may happen.
 *
 * @param faults in the order of their numbers, from 1; 0 is none
 * @param moments at which
 * @param operations at which; empty for all
 * @param tasks at whose points, by name; empty for all
 * @param times after so many of its faults it asks no more; 0 for no end
 */
public record FaultRule(
    List<Fault> faults, Set<Moment> moments, Set<OpKind> operations, Set<String> tasks, int times) {

  public FaultRule {
    if (faults.isEmpty() || moments.isEmpty() || times < 0) {
      throw new IllegalArgumentException("A rule with " + faults.size() + " faults at " + moments.size()
          + " moments, " + times + " times: needs a fault, a moment, and 0 or more times.");
    }
    faults = List.copyOf(faults);
    moments = Set.copyOf(moments);
    operations = Set.copyOf(operations);
    tasks = Set.copyOf(tasks);
  }

  /** Once in a run, at any operation and wait. */
  public static FaultRule once(List<Fault> faults) {
    return new FaultRule(faults, EnumSet.of(Moment.OPERATION, Moment.WAIT), Set.of(), Set.of(), 1);
  }

  /** Only at such operations. */
  public FaultRule at(Set<OpKind> some) {
    return new FaultRule(faults, moments, some, tasks, times);
  }

  /** Only at points of tasks with such a name. */
  public FaultRule of(Set<String> some) {
    return new FaultRule(faults, moments, operations, some, times);
  }

  /** With these faults instead. */
  public FaultRule with(List<Fault> others) {
    return new FaultRule(others, moments, operations, tasks, times);
  }

  boolean isAt(Moment moment, OpKind operation, String task) {
    return moments.contains(moment)
        && (operations.isEmpty() || operations.contains(operation))
        && (tasks.isEmpty() || tasks.contains(task));
  }

  /** One word that {@link #parse} reads. */
  @Override
  public String toString() {
    String which = faults.stream().map(Fault::code).collect(Collectors.joining(","));
    String where = Stream.of(
            moments.stream().sorted().map(Moment::toString),
            operations.stream().sorted().map(operation -> "op=" + operation.name().toLowerCase(Locale.ROOT)),
            new TreeSet<>(tasks).stream().map(task -> "task=" + URLEncoder.encode(task, StandardCharsets.UTF_8)))
        .flatMap(words -> words)
        .collect(Collectors.joining(","));
    return which + "@" + where + (times == 0 ? "" : "!" + times);
  }

  /** Reads what {@link #toString} gives. Errors: IllegalArgumentException. */
  static FaultRule parse(String text) {
    int at = text.indexOf('@');
    int mark = text.indexOf('!', Math.max(at, 0));
    if (at < 0) {
      throw new IllegalArgumentException("\"" + text + "\" does not say at which points.");
    }
    List<Fault> faults = new ArrayList<>();
    for (String code : text.substring(0, at).split(",", -1)) {
      faults.add(Fault.parse(code));
    }
    Set<Moment> moments = EnumSet.noneOf(Moment.class);
    Set<OpKind> operations = EnumSet.noneOf(OpKind.class);
    Set<String> tasks = new TreeSet<>();
    for (String word : text.substring(at + 1, mark < 0 ? text.length() : mark).split(",", -1)) {
      if (word.startsWith("op=")) {
        operations.add(OpKind.valueOf(word.substring(3).toUpperCase(Locale.ROOT)));
      } else if (word.startsWith("task=")) {
        tasks.add(URLDecoder.decode(word.substring(5), StandardCharsets.UTF_8));
      } else {
        moments.add(Moment.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return new FaultRule(faults, moments, operations, tasks, mark < 0 ? 0 : Integer.parseInt(text.substring(mark + 1)));
  }
}
