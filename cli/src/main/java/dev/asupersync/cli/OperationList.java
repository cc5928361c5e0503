package dev.asupersync.cli;

import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of a run, each with its number, from 1, and its task. */
final class OperationList {

  private static final Map<Long, OpKind> KINDS =
      Arrays.stream(OpKind.values()).collect(Collectors.toMap(kind -> (long) kind.code(), Function.identity()));

  private record Operation(int number, String task, OpKind kind, long resource) {}

  private OperationList() {}

  /** A line each. */
  static List<String> of(LabTrace trace) {
    return read(trace).stream()
        .map(one -> String.format(
            Locale.ROOT, "%6d  %-20s %s #%d", one.number, one.task, one.kind, one.resource))
        .toList();
  }

  /** A JSON array. */
  static String json(LabTrace trace) {
    return Json.list(read(trace).stream()
        .map(one -> new Json().put("operation", one.number).put("task", one.task)
            .put("kind", one.kind.name()).put("resource", one.resource).toString())
        .toList());
  }

  private static List<Operation> read(LabTrace trace) {
    Map<Long, String> names = new HashMap<>();
    List<Operation> all = new ArrayList<>();
    for (TraceEvent event : trace.events()) {
      if (event.kind() == TraceKind.SPAWN) {
        long task = event.number("task");
        names.put(task, "T" + task + (event.text().isEmpty() ? "" : " " + event.text()));
      } else if (event.kind() == TraceKind.OPERATION) {
        all.add(new Operation(all.size() + 1, names.getOrDefault(event.number("task"), "T" + event.number("task")),
            Objects.requireNonNull(KINDS.get(event.number("op"))), event.number("resource")));
      }
    }
    return all;
  }
}
