package dev.asupersync.lab.trace;

import dev.asupersync.CancelKind;
import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A trace in the trace-event format that Perfetto and {@code chrome://tracing} show. A region is a process and
 * a task a thread of it: running and blocked are slices, cancellation and messages are marks with an arrow
 * from the request to the moment at which the task was told, and what is owed is a bar of its own from the
 * reservation to its end.
 *
 * <p>Give it every event in order, then {@link #end}.
 */
public final class ChromeTrace {

  /** What the horizontal axis is. */
  public enum Axis {
    /** Virtual time, in which whatever needs no waiting takes none. */
    TIME,
    /** The number of the event, a microsecond each, so that everything can be seen. */
    EVENTS
  }

  private static final Map<Long, String> OPERATIONS = new HashMap<>();
  private static final Map<Long, String> KINDS = new HashMap<>();

  static {
    Arrays.stream(OpKind.values()).forEach(kind -> OPERATIONS.put((long) kind.code(), kind.name()));
    Arrays.stream(CancelKind.values()).forEach(kind -> KINDS.put((long) kind.code(), kind.toString()));
  }

  private final Axis axis;
  private final Consumer<String> out;
  private final Map<Long, Long> regionOf = new HashMap<>();
  private final Map<Long, String> openSlice = new HashMap<>();
  private final Map<Long, String> openDebt = new HashMap<>();
  private final Map<Long, Long> arrows = new HashMap<>();
  private String separator = "";
  private String at = "0.000";

  /** @param out gets the text piece by piece */
  public ChromeTrace(Axis axis, Consumer<String> out) {
    this.axis = axis;
    this.out = out;
    out.accept("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
  }

  /** The next event. */
  public void add(TraceEvent event) {
    long nanos = axis == Axis.TIME ? event.nanos() : event.seq() * 1_000;
    at = nanos / 1_000 + String.format(".%03d", nanos % 1_000);
    long task = event.number("task");
    switch (event.kind()) {
      case REGION_OPENED -> name("process_name", event.number("region"), -1, "R" + event.number("region")
          + " " + event.text());
      case SPAWN -> {
        regionOf.put(task, event.number("region"));
        name("thread_name", event.number("region"), task, "T" + task + " " + event.text());
      }
      case START -> slice(task, "running");
      case BLOCKED -> slice(task, "blocked: " + operation(event));
      case RESUMED -> slice(task, "running");
      case END -> slice(task, null);
      case CANCEL_REQUESTED -> {
        mark(task, "cancel requested: " + KINDS.get(event.number("kind")), event.text());
        arrow(task, true);
      }
      case CANCEL_ACKNOWLEDGED -> {
        mark(task, "cancel acknowledged: " + KINDS.get(event.number("kind")), "");
        arrow(task, false);
      }
      case BUDGET_EXHAUSTED -> mark(task, "budget exhausted: " + KINDS.get(event.number("kind")), "");
      case USER_TRACE -> mark(task, event.text(), "");
      case VIOLATION -> write(event("i", "violation " + event.text(), 0, 0).put("s", "g"));
      case REGION_CANCELLED -> write(event("i", "region cancelled: " + KINDS.get(event.number("kind")),
          event.number("region"), 0).put("s", "p").put("args", new Json().put("reason", event.text())));
      case OBLIGATION_RESERVED -> owed(event, task);
      case OBLIGATION_COMMITTED, OBLIGATION_ABORTED, OBLIGATION_LEAKED -> settled(event);
      default -> {
        // Too small to be seen, or seen by what it leads to.
      }
    }
  }

  /** Closes what is open. */
  public void end() {
    openSlice.keySet().stream().sorted().toList().forEach(task -> slice(task, null));
    openDebt.keySet().stream().sorted().toList().forEach(id -> close(id, "open"));
    out.accept("\n]}\n");
  }

  private static String operation(TraceEvent event) {
    return OPERATIONS.getOrDefault(event.number("op"), "?") + " " + event.number("resource");
  }

  private void slice(long task, @Nullable String next) {
    @Nullable String before = openSlice.remove(task);
    if (before != null) {
      write(event("E", before, regionOf.getOrDefault(task, 0L), task));
    }
    if (next != null) {
      openSlice.put(task, next);
      write(event("B", next, regionOf.getOrDefault(task, 0L), task));
    }
  }

  private void mark(long task, String what, String why) {
    Json mark = event("i", what, regionOf.getOrDefault(task, 0L), task).put("s", "t");
    write(why.isEmpty() ? mark : mark.put("args", new Json().put("reason", why)));
  }

  private void arrow(long task, boolean begins) {
    long id = (task << 16) + arrows.getOrDefault(task, 0L);
    if (!begins) {
      arrows.merge(task, 1L, Long::sum);
    }
    Json arrow = event(begins ? "s" : "f", "cancel", regionOf.getOrDefault(task, 0L), task).put("id", id);
    write(begins ? arrow : arrow.put("bp", "e"));
  }

  private void owed(TraceEvent event, long task) {
    long id = event.number("obligation");
    openDebt.put(id, "O" + id + " " + event.text());
    debt("b", id, "T" + task);
  }

  private void settled(TraceEvent event) {
    close(event.number("obligation"), event.kind().name());
  }

  private void close(long id, String how) {
    if (openDebt.containsKey(id)) {
      debt("e", id, how);
      openDebt.remove(id);
    }
  }

  private void debt(String phase, long id, String what) {
    write(event(phase, openDebt.getOrDefault(id, ""), 0, 0).put("id", id)
        .put("args", new Json().put("what", what)));
  }

  private void name(String what, long region, long task, String name) {
    Json json = new Json().put("ph", "M").put("name", what).put("pid", region);
    write((task < 0 ? json : json.put("tid", task)).put("args", new Json().put("name", name.strip())));
  }

  private Json event(String phase, String name, long region, long task) {
    String category = phase.equals("b") || phase.equals("e") ? "obligation" : "task";
    return new Json().put("ph", phase).put("cat", category).put("name", name).raw("ts", at)
        .put("pid", region).put("tid", task);
  }

  private void write(Json event) {
    out.accept(separator + "\n" + event);
    separator = ",";
  }
}
