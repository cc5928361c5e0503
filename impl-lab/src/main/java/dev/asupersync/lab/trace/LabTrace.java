package dev.asupersync.lab.trace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The trace of a run. The same program, settings and seed give the same bytes, on any machine, with any
 * garbage collector.
 *
 * <p>Random values are not in it: a draw is an event without its value.
 */
public final class LabTrace {

  private static final byte[] MAGIC = "ASUPLAB1".getBytes(StandardCharsets.US_ASCII);

  /** Nothing was recorded. */
  public static final LabTrace EMPTY = new LabTrace(new byte[0], 0, 0);

  private final byte[] body;
  private final long size;
  private final long lost;

  LabTrace(byte[] body, long size, long lost) {
    this.body = body;
    this.size = size;
    this.lost = lost;
  }

  /** How many events it holds. */
  public long size() {
    return size;
  }

  /** How many events came after the limit and are not in it; no verdict may rest on such a trace. */
  public long lost() {
    return lost;
  }

  public boolean isTruncated() {
    return lost > 0;
  }

  /** Header, number of events, number of lost ones, events. */
  public byte[] bytes() {
    TraceBuffer header = new TraceBuffer();
    header.unsigned(size);
    header.unsigned(lost);
    byte[] counts = header.toBytes();
    byte[] all = new byte[MAGIC.length + counts.length + body.length];
    System.arraycopy(MAGIC, 0, all, 0, MAGIC.length);
    System.arraycopy(counts, 0, all, MAGIC.length, counts.length);
    System.arraycopy(body, 0, all, MAGIC.length + counts.length, body.length);
    return all;
  }

  /** Reads what {@link #bytes} gives. An unknown kind, a wrong length or header: IllegalArgumentException. */
  public static LabTrace parse(byte[] bytes) {
    TraceReader reader = new TraceReader(bytes, 0);
    for (byte expected : MAGIC) {
      if (reader.atEnd() || reader.octet() != expected) {
        throw new IllegalArgumentException(
            "These " + bytes.length + " bytes are no trace of the lab: they do not begin with "
                + new String(MAGIC, StandardCharsets.US_ASCII) + ".");
      }
    }
    long size = reader.unsigned();
    long lost = reader.unsigned();
    LabTrace trace = new LabTrace(reader.rest(), size, lost);
    trace.events();
    return trace;
  }

  /** SHA-256 of {@link #bytes} in hex. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  /** All events, decoded. */
  public List<TraceEvent> events() {
    TraceReader reader = new TraceReader(body, 0);
    List<TraceEvent> events = new ArrayList<>();
    for (long seq = 0; seq < size; seq++) {
      events.add(reader.event(seq));
    }
    if (!reader.atEnd()) {
      throw new IllegalArgumentException("A trace of " + size + " events has bytes after the last one.");
    }
    return events;
  }

  /** One line for each event. */
  public String text() {
    return events().stream().map(event -> event + "\n").collect(Collectors.joining())
        + (isTruncated() ? "... and " + lost + " events that are lost\n" : "");
  }

  @Override
  public String toString() {
    return "trace of " + size + " events" + (isTruncated() ? ", " + lost + " lost" : "");
  }
}
