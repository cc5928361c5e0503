package dev.asupersync.lab.capture;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceMatch;
import dev.asupersync.spi.OpKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A capture as it is followed: the next event, and whether what happens here is that event. What was remarkable on the
 * way is kept, for when it goes wrong. Used by whoever has the turn.
 */
final class Script implements AutoCloseable {

  private static final int CONTEXT = 8;
  private static final int REMARKS = 5;

  private final Path file;
  private final TraceFileReader reader;
  private final TraceMatch match = new TraceMatch();
  private final Deque<TraceEvent> before = new ArrayDeque<>();
  private final Deque<String> remarks = new ArrayDeque<>();
  private final TraceEvent captured;
  private @Nullable TraceEvent next;
  private @Nullable CxConfigException damage;
  private long followed;
  private long asides;
  private long blocking;

  private Script(Path file, TraceFileReader reader, TraceEvent captured) {
    this.file = file;
    this.reader = reader;
    this.captured = captured;
    this.next = read();
  }

  /** The next event; nothing at the end, and where the file is damaged. */
  private @Nullable TraceEvent read() {
    try {
      return reader.hasNext() ? reader.next() : null;
    } catch (CxConfigException damaged) {
      damage = damaged;
      return null;
    }
  }

  /** What is wrong with the file, if it can be read no further. */
  @Nullable CxConfigException damage() {
    return damage;
  }

  /** Errors: CX-4064 for a trace that is no capture, and those of reading traces. */
  @SuppressWarnings("resource") // the script closes it
  static Script open(Path file) {
    TraceFileReader reader = TraceFileReader.open(file);
    try {
      if (reader.hasNext()) {
        TraceEvent first = reader.next();
        if (first.kind() == TraceKind.CAPTURED) {
          return new Script(file, reader, first);
        }
      }
    } catch (CxConfigException damaged) {
      reader.close();
      throw damaged;
    }
    reader.close();
    throw new CxConfigException(ErrorCode.NO_CAPTURE,
        file + " is a trace, but not a capture: it says what a run did and not what it takes to do it again. Captures"
            + " are written by \"asupersync run PROGRAM --capture FILE\".");
  }

  /** What the clock of the captured run showed at its beginning. */
  long originNanos() {
    return captured.number("origin");
  }

  /** The time of day then. */
  Instant start() {
    return reader.meta().start();
  }

  Path file() {
    return file;
  }

  /** How many events were followed. */
  long followed() {
    return followed;
  }

  /** The next event; null at the end. */
  @Nullable TraceEvent peek() {
    return next;
  }

  boolean isNext(TraceKind kind) {
    return next != null && next.kind() == kind;
  }

  /** Whether that event is the next one; if so, it is behind us. */
  boolean follow(TraceKind kind, String text, long... numbers) {
    TraceEvent expected = next;
    if (expected == null || !match.isSame(expected, kind, text, numbers)) {
      return false;
    }
    remark(expected);
    step();
    return true;
  }

  /** Goes past the next event, which is not one of the runtime. */
  void step() {
    TraceEvent done = next;
    if (done != null) {
      if (before.size() == CONTEXT) {
        before.removeFirst();
      }
      before.addLast(done);
      followed++;
    }
    next = read();
  }

  private void remark(TraceEvent event) {
    if (event.kind() == TraceKind.OPERATION && event.number("op") == OpKind.BLOCKING.code()) {
      blocking++;
      keep("event " + event.seq() + ": T" + event.number("task") + " made a blocking call");
    }
  }

  /** Goes past the note that a strand was busy outside of the runtime. */
  void stepAside() {
    TraceEvent aside = next;
    if (aside != null) {
      asides++;
      keep("event " + aside.seq() + ": T" + aside.number("task") + " was busy for long at " + aside.text());
      step();
    }
  }

  private void keep(String remark) {
    if (remarks.size() == REMARKS) {
      remarks.removeFirst();
    }
    remarks.addLast(remark);
  }

  OptionalLong strandHere(TraceEvent schedule) {
    return match.strandHere(schedule.number("task"));
  }

  OptionalLong alarmHere(TraceEvent alarm) {
    return match.alarmHere(alarm.number("alarm"));
  }

  /** A few lines: where, what was expected, what came, what was before, and what may be behind it. */
  String difference(String actual) {
    StringBuilder text = new StringBuilder("The run went another way than the one captured in ").append(file)
        .append(", at event ").append(next == null ? "the end" : next.seq()).append(":\n");
    before.forEach(event -> text.append("  before:   ").append(event).append('\n'));
    text.append("  captured: ").append(next == null ? "the end of the run" : next).append('\n');
    text.append("  here:     ").append(actual).append('\n');
    text.append("Something decides that is not in the capture: another version of the program, its arguments or"
        + " settings, a field that tasks share, a clock, a random number or a thread that is not the runtime's, what a"
        + " blocking call gave.");
    return text.append(suspects()).toString();
  }

  /** What in the capture cannot be done again, if anything. */
  String suspects() {
    if (asides + blocking == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nNot in the capture, up to here: what ").append(blocking)
        .append(" blocking calls gave, and in which order tasks touched what is not the runtime's in ").append(asides)
        .append(" stretches in which one was busy and others went on. The last:");
    remarks.forEach(remark -> text.append("\n  ").append(remark));
    return text.toString();
  }

  @Override
  public void close() {
    reader.close();
  }
}
