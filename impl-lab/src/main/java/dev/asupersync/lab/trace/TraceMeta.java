package dev.asupersync.lab.trace;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where a trace comes from. Nothing in it is taken from the real clock or the machine, so that one seed gives
 * one file.
 *
 * @param program what ran, as people call it; empty where nobody said
 * @param seed what the schedule was drawn from
 * @param strategy how choices were made
 * @param configHash equal for settings that lead to the same run
 * @param start the time of day at which virtual time began
 * @param writer which version of what wrote the file
 */
public record TraceMeta(
    String program, long seed, String strategy, long configHash, Instant start, String writer) {

  private static final int LONGEST = 8_000;

  public TraceMeta {
    program = cut(program);
    strategy = cut(strategy);
    writer = cut(writer);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  byte[] bytes() {
    byte[] what = TraceFormat.utf8(program);
    byte[] how = TraceFormat.utf8(strategy);
    byte[] who = TraceFormat.utf8(writer);
    ByteBuffer all = ByteBuffer.allocate(40 + what.length + how.length + who.length);
    TraceFormat.put(all, what);
    all.putLong(seed);
    TraceFormat.put(all, how);
    all.putLong(configHash).putLong(start.getEpochSecond()).putInt(start.getNano());
    TraceFormat.put(all, who);
    return all.array();
  }

  /** Errors: IllegalArgumentException, BufferUnderflowException. */
  static TraceMeta of(byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    String program = TraceFormat.text(all);
    long seed = all.getLong();
    String strategy = TraceFormat.text(all);
    long hash = all.getLong();
    long seconds = all.getLong();
    Instant start;
    try {
      start = Instant.ofEpochSecond(seconds, all.getInt());
    } catch (DateTimeException | ArithmeticException wrong) {
      throw new IllegalArgumentException("a start of time that no clock has", wrong);
    }
    TraceMeta meta = new TraceMeta(program, seed, strategy, hash, start, TraceFormat.text(all));
    if (all.hasRemaining()) {
      throw new IllegalArgumentException(all.remaining() + " bytes after the metadata");
    }
    return meta;
  }
}
