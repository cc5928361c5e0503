package dev.asupersync.lab.trace;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What the end of a trace file says of the whole.
 *
 * @param events how many there are
 * @param lost how many more there were that nobody wrote down; no verdict may rest on a trace that lost some
 * @param nanos the virtual time at the end
 * @param steps how many schedule points and waits the run took
 * @param sha256 over all events, in hex; the same for the same events, compressed or not
 * @param scheduleHash equal for equal schedules; empty where it is not known
 * @param schedule the decisions, for a replay; empty where they are not known or too many to keep
 */
public record TraceEnd(
    long events, long lost, long nanos, long steps, String sha256, String scheduleHash, String schedule) {

  private static final int LONGEST = 1 << 20;

  public TraceEnd {
    schedule = schedule.length() <= LONGEST ? schedule : "";
  }

  byte[] bytes() {
    byte[] hash = TraceFormat.utf8(scheduleHash);
    byte[] decisions = TraceFormat.utf8(schedule);
    ByteBuffer all = ByteBuffer.allocate(72 + hash.length + decisions.length);
    all.putLong(events).putLong(lost).putLong(nanos).putLong(steps).put(HexFormat.of().parseHex(sha256));
    TraceFormat.put(all, hash);
    TraceFormat.put(all, decisions);
    return all.array();
  }

  /** Errors: IllegalArgumentException, BufferUnderflowException. */
  static TraceEnd of(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    long events = all.getLong();
    long lost = all.getLong();
    long nanos = all.getLong();
    long steps = all.getLong();
    byte[] sha = new byte[32];
    all.get(sha);
    String hash = TraceFormat.text(all);
    TraceEnd end =
        new TraceEnd(events, lost, nanos, steps, HexFormat.of().formatHex(sha), hash, TraceFormat.text(all));
    if (all.hasRemaining()) {
      throw new IllegalArgumentException(all.remaining() + " bytes after the end");
    }
    return end;
  }
}
