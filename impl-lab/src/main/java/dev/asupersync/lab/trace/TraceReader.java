package dev.asupersync.lab.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TraceBuffer} wrote and refuses whatever it does not know. */
final class TraceReader {

  private static final Map<Long, TraceKind> KINDS = new HashMap<>();

  static {
    for (TraceKind kind : TraceKind.values()) {
      KINDS.put((long) kind.code(), kind);
    }
  }

  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int position;
  private long nanos;

  TraceReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  boolean atEnd() {
    return position >= bytes.length;
  }

  byte octet() {
    if (atEnd()) {
      throw new IllegalArgumentException("The trace ends in the middle of an event, at byte " + position
          + ".");
    }
    return bytes[position++];
  }

  byte[] rest() {
    return Arrays.copyOfRange(bytes, position, bytes.length);
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = octet();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("The number before byte " + position + " of the trace is too long.");
  }

  TraceEvent event(long seq) {
    long code = unsigned();
    @Nullable TraceKind kind = KINDS.get(code);
    if (kind == null) {
      throw new UnknownKindException(seq, code);
    }
    nanos += signed();
    List<Long> numbers = new ArrayList<>(kind.numbers().size());
    for (int i = 0; i < kind.numbers().size(); i++) {
      numbers.add(signed());
    }
    return new TraceEvent(seq, nanos, kind, numbers, kind.hasText() ? text() : "");
  }

  /** Reads over an event: the checks of {@link #event} and nothing kept. */
  void skip(long seq) {
    long code = unsigned();
    @Nullable TraceKind kind = KINDS.get(code);
    if (kind == null) {
      throw new UnknownKindException(seq, code);
    }
    for (int i = 0; i <= kind.numbers().size(); i++) {
      unsigned();
    }
    if (kind.hasText()) {
      text();
    }
  }

  /** A kind that this version does not know. */
  static final class UnknownKindException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final long code;

    UnknownKindException(long seq, long code) {
      super("Event " + seq + " of the trace has the unknown kind " + code + "; a newer version may know it.");
      this.code = code;
    }

    long code() {
      return code;
    }
  }

  private long signed() {
    long value = unsigned();
    return (value >>> 1) ^ -(value & 1);
  }

  private String text() {
    long reference = unsigned();
    if (reference < 0 || reference > texts.size()) {
      throw new IllegalArgumentException("The text before byte " + position + " of the trace is not known.");
    }
    if (reference > 0) {
      return texts.get((int) reference - 1);
    }
    long length = unsigned();
    if (length < 0 || length > bytes.length - position) {
      throw new IllegalArgumentException("The text at byte " + position + " of the trace has length "
          + length);
    }
    String text = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
    position += (int) length;
    texts.add(text);
    return text;
  }
}
