package dev.asupersync.lab.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Events as bytes: kind, time since the event before, the numbers as zigzag varints, the text as a
 * reference to an earlier one or, the first time, as UTF-8.
 */
final class TraceBuffer {

  private final Map<String, Integer> texts = new HashMap<>();
  private byte[] bytes = new byte[1024];
  private int used;
  private long lastNanos;

  void begin(TraceKind kind, long nanos) {
    unsigned(kind.code());
    signed(nanos - lastNanos);
    lastNanos = nanos;
  }

  void signed(long value) {
    unsigned((value << 1) ^ (value >> 63));
  }

  void text(String text) {
    Integer known = texts.get(text);
    if (known != null) {
      unsigned(known + 1L);
      return;
    }
    texts.put(text, texts.size());
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    unsigned(0);
    unsigned(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, used, utf8.length);
    used += utf8.length;
  }

  void unsigned(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[used++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[used++] = (byte) rest;
  }

  private void room(int more) {
    if (used + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + more, bytes.length + (bytes.length >> 1)));
    }
  }

  int size() {
    return used;
  }

  /** Forgets everything: what comes next stands by itself. */
  void clear() {
    texts.clear();
    used = 0;
    lastNanos = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, used);
  }
}
