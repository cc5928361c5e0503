package dev.asupersync.lab.trace;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import net.jpountz.lz4.LZ4Exception;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace file, event by event: never more than one chunk of it is in memory, and no length in a file
 * makes it take more than that.
 *
 * <p>A chunk is checked before any event of it is given out, and {@link #hasNext} returns false only after the
 * end was read and fits what came before it. Whoever stops earlier knows nothing of the rest.
 *
 * <p>Errors: CX-4101 where it cannot be read or is no trace; CX-4102 for a version, flag or kind that is not
 * known; CX-4103 where anything does not fit its checksum, or is missing.
 */
public final class TraceFileReader implements Iterator<TraceEvent>, AutoCloseable {

  private final String name;
  private final InputStream in;
  private final boolean recovering;
  private final MessageDigest sha = TraceFormat.sha256();
  private final TraceMeta meta;
  private final int flags;
  private int checksum;
  private long offset;
  private TraceReader chunk = new TraceReader(new byte[0], 0);
  private long leftInChunk;
  private long events;
  private long nanos;
  private @Nullable TraceEnd end;
  private @Nullable CxConfigException damage;

  TraceFileReader(String name, InputStream in, boolean recovering) {
    this.name = name;
    this.in = in;
    this.recovering = recovering;
    byte[] magic = bytes(TraceFormat.MAGIC.length, false);
    if (!Arrays.equals(magic, TraceFormat.MAGIC)) {
      throw new CxConfigException(
          ErrorCode.TRACE_UNREADABLE,
          name + " is no trace: it does not begin as one. Traces are written by \"asupersync run PROGRAM"
              + " --trace FILE\".");
    }
    byte[] fixed = bytes(8, true);
    ByteBuffer numbers = ByteBuffer.wrap(fixed);
    int version = numbers.getShort() & 0xFFFF;
    if (version != TraceFormat.VERSION) {
      throw TraceFormat.unknown(name, "version " + version);
    }
    this.flags = numbers.getShort() & 0xFFFF;
    if ((flags & ~TraceFormat.KNOWN_FLAGS) != 0) {
      throw TraceFormat.unknown(name, "the flags " + Integer.toBinaryString(flags));
    }
    byte[] text = bytes(length(numbers.getInt(), TraceFormat.MAX_META, "metadata"), true);
    byte[] head = Arrays.copyOf(magic, magic.length + fixed.length);
    System.arraycopy(fixed, 0, head, magic.length, fixed.length);
    check(head, text);
    try {
      this.meta = TraceMeta.of(text);
    } catch (IllegalArgumentException | BufferUnderflowException wrong) {
      throw corrupt("its metadata are " + wrong.getMessage());
    }
  }

  /** Every event, or an error. */
  public static TraceFileReader open(Path file) {
    return of(file, false);
  }

  /**
   * As many events as can be trusted; then {@link #damage} tells what is wrong with the rest, if anything is.
   */
  public static TraceFileReader recover(Path file) {
    return of(file, true);
  }

  @SuppressWarnings("resource") // the reader closes it
  private static TraceFileReader of(Path file, boolean recovering) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory");
      }
      InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      try {
        return new TraceFileReader(file.toString(), in, recovering);
      } catch (CxConfigException wrong) {
        in.close();
        throw wrong;
      }
    } catch (IOException refused) {
      throw unreadable(file.toString(), refused);
    }
  }

  public TraceMeta meta() {
    return meta;
  }

  public boolean isCompressed() {
    return (flags & TraceFormat.FLAG_LZ4) != 0;
  }

  /** What the end says; there once {@link #hasNext} has returned false, unless the file is damaged. */
  public Optional<TraceEnd> end() {
    return Optional.ofNullable(end);
  }

  /** Why a file that is recovered ends where it does; nothing when it is whole. */
  public Optional<CxConfigException> damage() {
    return Optional.ofNullable(damage);
  }

  @Override
  public boolean hasNext() {
    if (!recovering) {
      return advance();
    }
    try {
      return damage == null && advance();
    } catch (CxConfigException found) {
      damage = found;
      return false;
    }
  }

  private boolean advance() {
    while (leftInChunk == 0 && end == null) {
      readFrame();
    }
    return end == null;
  }

  @Override
  public TraceEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name + " has no more events.");
    }
    leftInChunk--;
    TraceEvent event = chunk.event(events);
    events++;
    nanos = event.nanos();
    return event;
  }

  private void readFrame() {
    byte tag = bytes(1, true)[0];
    switch (tag) {
      case TraceFormat.CHUNK -> readChunk();
      case TraceFormat.END -> readEnd();
      default -> throw corrupt("neither a chunk nor the end of a trace begins with " + tag);
    }
  }

  private void readChunk() {
    byte[] fixed = bytes(12, true);
    ByteBuffer numbers = ByteBuffer.wrap(fixed);
    int count = length(numbers.getInt(), TraceFormat.MAX_CHUNK, "number of events in a chunk");
    int raw = length(numbers.getInt(), TraceFormat.MAX_CHUNK, "chunk");
    int stored = length(numbers.getInt(), TraceFormat.MAX_CHUNK, "compressed chunk");
    if (count == 0 || stored > raw || (stored < raw && !isCompressed())) {
      throw corrupt("a chunk of " + count + " events, " + raw + " bytes and " + stored + " stored bytes");
    }
    byte[] body = bytes(stored, true);
    check(ByteBuffer.allocate(13).put(TraceFormat.CHUNK).put(fixed).array(), body);
    byte[] plain = stored == raw ? body : inflate(body, raw);
    sha.update(plain);
    decode(plain, count);
    chunk = new TraceReader(plain, 0);
    leftInChunk = count;
  }

  private byte[] inflate(byte[] body, int length) {
    byte[] plain = new byte[length];
    try {
      if (TraceFormat.LZ4.safeDecompressor().decompress(body, 0, body.length, plain, 0, length) != length) {
        throw corrupt("a chunk is not as long as it says");
      }
    } catch (LZ4Exception wrong) {
      throw corrupt("a chunk cannot be decompressed: " + wrong.getMessage());
    }
    return plain;
  }

  /** Before any event of it is given out: a checksum that fits is no proof that its writer was sane. */
  private void decode(byte[] plain, int count) {
    TraceReader trial = new TraceReader(plain, 0);
    try {
      for (int i = 0; i < count; i++) {
        trial.skip(events + i);
      }
    } catch (TraceReader.UnknownKindException unknown) {
      throw TraceFormat.unknown(name, "events of the kind " + unknown.code());
    } catch (IllegalArgumentException wrong) {
      throw corrupt(String.valueOf(wrong.getMessage()));
    }
    if (!trial.atEnd()) {
      throw corrupt("a chunk has bytes after its last event");
    }
  }

  private void readEnd() {
    byte[] fixed = bytes(4, true);
    byte[] body = bytes(length(ByteBuffer.wrap(fixed).getInt(), TraceFormat.MAX_END, "end"), true);
    check(ByteBuffer.allocate(5).put(TraceFormat.END).put(fixed).array(), body);
    TraceEnd read;
    try {
      read = TraceEnd.of(body);
    } catch (IllegalArgumentException | BufferUnderflowException wrong) {
      throw corrupt("its end has " + wrong.getMessage());
    }
    if (read.events() != events) {
      throw corrupt("its end speaks of " + read.events() + " events, and there are " + events);
    }
    if (!read.sha256().equals(HexFormat.of().formatHex(sha.digest())) || (events > 0 && read.nanos() != nanos)) {
      throw corrupt("its end does not fit its events");
    }
    try {
      if (in.read() != -1) {
        throw corrupt("there are bytes after its end");
      }
    } catch (IOException refused) {
      throw unreadable(name, refused);
    }
    end = read;
  }

  private int length(int claimed, int most, String what) {
    if (claimed < 0 || claimed > most) {
      throw corrupt("the length of its " + what + " is " + Integer.toUnsignedString(claimed) + ", and at most "
          + most + " is possible");
    }
    return claimed;
  }

  private byte[] bytes(int count, boolean all) {
    try {
      byte[] read = in.readNBytes(count);
      if (all && read.length < count) {
        offset += read.length;
        throw corrupt("it ends here, in the middle");
      }
      offset += read.length;
      return read;
    } catch (IOException refused) {
      throw unreadable(name, refused);
    }
  }

  private void check(byte[] head, byte[] body) {
    checksum = TraceFormat.checksum(checksum, head, body, body.length);
    if (ByteBuffer.wrap(bytes(4, true)).getInt() != checksum) {
      throw corrupt("its checksum does not fit");
    }
  }

  private CxConfigException corrupt(String what) {
    return TraceFormat.corrupt(name, offset, what);
  }

  private static CxConfigException unreadable(String name, IOException why) {
    return new CxConfigException(
        ErrorCode.TRACE_UNREADABLE, "The trace " + name + " cannot be read: " + why + ".", why);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException refused) {
      throw unreadable(name, refused);
    }
  }
}
