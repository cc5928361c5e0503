package dev.asupersync.lab.trace;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Factory;

/**
 * What stands in a trace file, and how large each part may be. Numbers are big-endian. {@code docs/traces.md}
 * has it byte by byte.
 */
final class TraceFormat {

  /** Not text, and spoilt by whatever takes it for text: a changed line end, a lost eighth bit. */
  static final byte[] MAGIC = {(byte) 0x89, 'C', 'X', 'T', '\r', '\n', 0x1A, '\n'};

  static final int VERSION = 1;

  /** The chunks are compressed where that makes them smaller. */
  static final int FLAG_LZ4 = 1;

  static final int KNOWN_FLAGS = FLAG_LZ4;

  static final byte CHUNK = 'E';
  static final byte END = 'F';

  static final int MAX_META = 1 << 16;

  /** A chunk is written when it has this many bytes; the last event may go over it. */
  static final int CHUNK_BYTES = 1 << 16;

  /** No chunk is larger, whatever its lengths claim. Holds {@link #CHUNK_BYTES} and the longest text. */
  static final int MAX_CHUNK = 1 << 20;

  static final int MAX_END = 1 << 24;

  /** Longer texts of a program are cut: three bytes for a char still fit into a chunk. */
  static final int MAX_TEXT_CHARS = 1 << 17;

  /** In Java alone, and without {@code Unsafe}: no warnings, no libraries, the same bytes everywhere. */
  static final LZ4Factory LZ4 = LZ4Factory.safeInstance();

  private TraceFormat() {}

  /** Of all that stands between the checksum before, which it goes on from, and this one. */
  static int checksum(int before, byte[] head, byte[] body, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).putInt(before).flip());
    crc.update(head);
    crc.update(body, 0, length);
    return (int) crc.getValue();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  static void put(ByteBuffer to, byte[] text) {
    to.putInt(text.length).put(text);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Errors: IllegalArgumentException when it is longer than what is left. */
  static String text(ByteBuffer from) {
    int length = from.getInt();
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("a text of " + Integer.toUnsignedString(length) + " bytes where "
          + from.remaining() + " are left");
    }
    byte[] text = new byte[length];
    from.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  static CxConfigException corrupt(String file, long offset, String what) {
    return new CxConfigException(
        ErrorCode.TRACE_CORRUPT,
        file + " is damaged at byte " + offset + ": " + what + ". Nothing after the chunk before can be"
            + " trusted; \"asupersync trace info --recover\" tells what can.");
  }

  static CxConfigException unknown(String file, String what) {
    return new CxConfigException(
        ErrorCode.TRACE_UNKNOWN,
        file + " has " + what + ", which this version does not know. Read it with the version that wrote"
            + " it, or a newer one.");
  }
}
