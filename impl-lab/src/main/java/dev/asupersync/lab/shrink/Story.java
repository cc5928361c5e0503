package dev.asupersync.lab.shrink;

import dev.asupersync.Outcome;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run as a person reads it: a column for each task that was stopped where it could have gone on, or that went on
 * instead, or into which something was injected, and a row for each thing that they did. What was injected has a star.
 *
 * @param switches one sentence for each time a task was stopped so
 * @param columns the names of these tasks
 * @param rows what they did, in order
 * @param leftOut how many operations of other tasks are not shown
 * @param end how it ended
 */
public record Story(List<String> switches, List<String> columns, List<Row> rows, long leftOut, String end) {

  /** What one of them did. */
  public record Row(int column, String operation) {}

  private static final int WIDEST = 28;

  /** They are there in every run. */
  private static final Set<OpKind> FRAME = EnumSet.of(OpKind.START, OpKind.END, OpKind.SPAWN, OpKind.REGION_OPEN,
      OpKind.REGION_CLOSE, OpKind.JOIN, OpKind.CHANNEL_OPEN, OpKind.DEFER);

  public Story {
    switches = List.copyOf(switches);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static Story of(LabReport<?, ?> report) {
    return new Reading(report.trace().events()).story(end(report));
  }

  private static String end(LabReport<?, ?> report) {
    if (!report.isClean()) {
      return report.violations().getFirst().toString();
    }
    return switch (report.outcome().orElse(null)) {
      case null -> "ended by force";
      case Outcome.Err<?, ?>(Exception error) -> "Err: " + error;
      case Outcome.Panicked<?, ?>(Throwable cause) -> "Panicked: " + cause;
      case Outcome<?, ?> other -> other.toString();
    };
  }

  /** Goes through the events once. */
  private static final class Reading {

    private final List<TraceEvent> events;
    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Long> opener = new HashMap<>();
    private final Set<Long> stopped = new HashSet<>();
    private final Set<Long> involved = new LinkedHashSet<>();
    private final List<long[]> preemptions = new ArrayList<>();

    Reading(List<TraceEvent> events) {
      this.events = events;
      long running = -1;
      for (TraceEvent event : events) {
        switch (event.kind()) {
          case SPAWN -> spawned(event);
          case BLOCKED -> stopped.add(strandOf(event.number("task")));
          case END -> {
            if (strandOf(event.number("task")) == event.number("task")) {
              stopped.add(event.number("task"));
            }
          }
          case FAULT_INJECTED -> involved.add(strandOf(event.number("task")));
          case RESUMED -> stopped.remove(strandOf(event.number("task")));
          case SCHEDULE -> {
            if (running >= 0 && running != event.number("task") && !stopped.contains(running)) {
              preemptions.add(new long[] {event.seq(), running, event.number("task")});
              involved.add(running);
              involved.add(event.number("task"));
            }
            running = event.number("task");
          }
          default -> { }
        }
      }
    }

    private void spawned(TraceEvent event) {
      long task = event.number("task");
      if (event.number("body") == 1) {
        opener.put(task, strandOf(event.number("parent")));
      }
      names.put(task, event.text().isEmpty() ? "T" + task : event.text() + " T" + task);
    }

    /** The body of a region runs on the strand of the task that opened it. */
    private long strandOf(long task) {
      long parent = opener.getOrDefault(task, -1L);
      return parent < 0 ? task : parent;
    }

    Story story(String end) {
      List<Long> tasks = involved.stream().sorted().toList();
      List<Row> rows = new ArrayList<>();
      long leftOut = 0;
      for (TraceEvent event : events) {
        if (event.kind() == TraceKind.FAULT_INJECTED
            || (event.kind() == TraceKind.OPERATION && !FRAME.contains(operation(event)))) {
          int column = tasks.indexOf(strandOf(event.number("task")));
          if (column >= 0) {
            rows.add(new Row(column, words(event)));
          } else {
            leftOut++;
          }
        }
      }
      return new Story(sentences(), tasks.stream().map(names::get).toList(), rows, leftOut, end);
    }

    private List<String> sentences() {
      List<String> told = new ArrayList<>();
      for (long[] preemption : preemptions) {
        told.add(names.get(preemption[1]) + " is stopped before " + next(preemption[0], preemption[1]) + ", and "
            + names.get(preemption[2]) + " goes on with " + next(preemption[0], preemption[2]) + ".");
      }
      return told;
    }

    /** What the strand does next. */
    private String next(long after, long strand) {
      return events.stream()
          .skip(after + 1)
          .filter(event -> event.kind() == TraceKind.OPERATION && strandOf(event.number("task")) == strand)
          .findFirst()
          .map(Reading::words)
          .orElse("its end");
    }

    private static String words(TraceEvent event) {
      if (event.kind() == TraceKind.FAULT_INJECTED) {
        return "* " + event.text();
      }
      OpKind operation = operation(event);
      return FRAME.contains(operation) ? operation.name() : operation + " #" + event.number("resource");
    }

    private static OpKind operation(TraceEvent event) {
      long code = event.number("op");
      return Arrays.stream(OpKind.values()).filter(kind -> kind.code() == code).findFirst().orElseThrow();
    }
  }

  @Override
  public String toString() {
    return text(Integer.MAX_VALUE);
  }

  /** With only so many rows: the last ones, in which it goes wrong. */
  public String text(int mostRows) {
    StringBuilder text = new StringBuilder();
    if (switches.isEmpty()) {
      text.append("No task is stopped where it could go on: the order in which tasks wait and end is enough.\n");
    }
    switches.forEach(sentence -> text.append(sentence).append('\n'));
    if (!columns.isEmpty()) {
      text.append('\n').append(line(columns)).append('\n')
          .append(columns.stream().map(_ -> "-".repeat(WIDEST)).collect(Collectors.joining("-+-"))).append('\n');
    }
    int hidden = Math.max(0, rows.size() - mostRows);
    if (hidden > 0) {
      text.append("(").append(hidden).append(" rows before)\n");
    }
    for (Row row : rows.subList(hidden, rows.size())) {
      List<String> cells = new ArrayList<>(columns.stream().map(_ -> "").toList());
      cells.set(row.column(), row.operation());
      text.append(line(cells)).append('\n');
    }
    if (leftOut > 0) {
      text.append("(and ").append(leftOut).append(" operations of tasks that have no part in it)\n");
    }
    return text.append("\nIt ends with ").append(end).toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.length() > WIDEST ? cell.substring(0, WIDEST) : cell)
        .map(cell -> cell + " ".repeat(WIDEST - cell.length()))
        .collect(Collectors.joining(" | "))
        .stripTrailing();
  }
}
