package dev.asupersync.lab.trace;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a trace file, event by event: never more than one chunk of it is in memory.
 *
 * <p>It is written beside its place, as {@code FILE.part}, and takes its place only when it is whole. When it
 * cannot be written, the rest is dropped and {@link #finish} says so; what was written stays as {@code
 * FILE.part}, which nothing takes for a whole trace. What a link points to is written, not the link; a device or a
 * pipe, whose place nothing can take, is written as it is.
 *
 * <p>Threads: one at a time.
 */
public final class TraceFileWriter implements AutoCloseable {

  private final Path file;
  private final @Nullable Path part;
  private final OutputStream out;
  private final int flags;
  private final MessageDigest sha = TraceFormat.sha256();
  private final TraceBuffer chunk = new TraceBuffer();
  private int checksum;
  private long chunkEvents;
  private long events;
  private long nanos;
  private volatile @Nullable IOException failure;
  private boolean open = true;

  /** To any stream, for tests; {@code part}, if any, takes the place of {@code file} in the end. */
  TraceFileWriter(Path file, @Nullable Path part, OutputStream out, TraceMeta meta, boolean compress) {
    this.file = file;
    this.part = part;
    this.out = out;
    this.flags = compress ? TraceFormat.FLAG_LZ4 : 0;
    header(meta);
  }

  /** Errors: CX-4104 when the file cannot be made, or is being written by somebody else. */
  public static TraceFileWriter create(Path file, TraceMeta meta) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return new TraceFileWriter(file, null, new FileOutputStream(file.toFile()), meta, true);
      }
      Path place = Files.exists(file) ? file.toRealPath() : file;
      Path part = place.resolveSibling(place.getFileName() + ".part");
      @SuppressWarnings("resource") // the writer closes it
      FileOutputStream out = new FileOutputStream(part.toFile(), true);
      lock(out);
      out.getChannel().truncate(0);
      return new TraceFileWriter(place, part, out, meta, true);
    } catch (IOException refused) {
      throw notWritten(file, refused, "");
    }
  }

  private static void lock(FileOutputStream out) throws IOException {
    try {
      @Nullable FileLock lock = out.getChannel().tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException taken) {
      assert taken != null;
    }
    out.close();
    throw new IOException("another run is writing it");
  }

  private void header(TraceMeta meta) {
    byte[] text = meta.bytes();
    byte[] head = ByteBuffer.allocate(TraceFormat.MAGIC.length + 8)
        .put(TraceFormat.MAGIC)
        .putShort((short) TraceFormat.VERSION)
        .putShort((short) flags)
        .putInt(text.length)
        .array();
    write(head, text, text.length);
  }

  /** One more event. */
  public void add(TraceEvent event) {
    TraceBuffer to = begin(event.kind(), event.nanos());
    event.numbers().forEach(to::signed);
    if (event.kind().hasText()) {
      to.text(event.text());
    }
  }

  /** What went wrong, if anything did: nothing is written any more, and {@link #finish} will say so. Any thread. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure).map(Throwable::toString);
  }

  /** Where the fields of the next event go. */
  TraceBuffer begin(TraceKind kind, long now) {
    if (chunk.size() >= TraceFormat.CHUNK_BYTES) {
      flush();
    }
    chunkEvents++;
    events++;
    nanos = now;
    chunk.begin(kind, now);
    return chunk;
  }

  private void flush() {
    if (chunkEvents == 0) {
      return;
    }
    byte[] raw = chunk.toBytes();
    sha.update(raw);
    byte[] stored = (flags & TraceFormat.FLAG_LZ4) == 0 ? raw : TraceFormat.LZ4.fastCompressor().compress(raw);
    byte[] smaller = stored.length < raw.length ? stored : raw;
    byte[] head = ByteBuffer.allocate(13)
        .put(TraceFormat.CHUNK)
        .putInt((int) chunkEvents)
        .putInt(raw.length)
        .putInt(smaller.length)
        .array();
    write(head, smaller, smaller.length);
    chunk.clear();
    chunkEvents = 0;
  }

  private void write(byte[] head, byte[] body, int length) {
    if (failure != null) {
      return;
    }
    checksum = TraceFormat.checksum(checksum, head, body, length);
    try {
      out.write(head);
      out.write(body, 0, length);
      out.write(ByteBuffer.allocate(4).putInt(checksum).array());
    } catch (IOException full) {
      failure = full;
    }
  }

  /** {@link #finish(long, long, String, String)} where nothing but the events is known. */
  public TraceEnd finish() {
    return finish(0, 0, "", "");
  }

  /**
   * Writes the end and puts the file in its place. Errors: CX-4104 when anything could not be written; then
   * there is no file, or still the one from before.
   */
  public TraceEnd finish(long lost, long steps, String scheduleHash, String schedule) {
    flush();
    TraceEnd end = new TraceEnd(
        events, lost, nanos, steps, HexFormat.of().formatHex(sha.digest()), scheduleHash, schedule);
    byte[] body = end.bytes();
    write(ByteBuffer.allocate(5).put(TraceFormat.END).putInt(body.length).array(), body, body.length);
    close();
    try {
      if (failure != null) {
        throw failure;
      }
      if (part != null) {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return end;
    } catch (IOException refused) {
      throw notWritten(file, refused,
          part == null ? "" : " What could be written is in " + part + ", and is no whole trace.");
    }
  }

  /** Without {@link #finish}: gives up, and leaves only {@code FILE.part}. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      out.close();
    } catch (IOException full) {
      failure = failure == null ? full : failure;
    }
  }

  private static CxConfigException notWritten(Path file, IOException why, String rest) {
    return new CxConfigException(
        ErrorCode.TRACE_NOT_WRITTEN,
        "The trace cannot be written to " + file + ": " + why + "." + rest
            + " Free some room, or name another place.", why);
  }
}
