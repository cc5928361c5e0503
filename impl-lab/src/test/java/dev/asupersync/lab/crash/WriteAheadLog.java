package dev.asupersync.lab.crash;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** A small log: what was put into it is there after a crash, once {@link #put} has returned. */
final class WriteAheadLog {

  /** What it leaves out. */
  enum Flaw {
    NONE,
    NO_SYNC,
    NO_DIRECTORY_SYNC,
    NO_CHECKSUM
  }

  private static final String FILE = "log";
  private static final int HEADER = 8;

  private final MemoryDisk disk;
  private final Flaw flaw;
  private boolean fresh;

  WriteAheadLog(MemoryDisk disk, Flaw flaw) {
    this.disk = disk;
    this.flaw = flaw;
    this.fresh = true;
  }

  void put(String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    disk.append(FILE, ByteBuffer.allocate(HEADER + body.length)
        .putInt(body.length).putInt(sum(body)).put(body).array());
    if (flaw != Flaw.NO_SYNC) {
      disk.sync(FILE);
    }
    if (fresh && flaw != Flaw.NO_DIRECTORY_SYNC && flaw != Flaw.NO_SYNC) {
      disk.syncDirectory();
    }
    fresh = false;
  }

  /** What is in it, up to the first record that was not written whole; the rest is cut off. */
  List<String> recover() throws IOException {
    List<String> found = new ArrayList<>();
    if (!disk.exists(FILE)) {
      return found;
    }
    ByteBuffer bytes = ByteBuffer.wrap(disk.read(FILE));
    int good = 0;
    try {
      while (bytes.remaining() >= HEADER) {
        int length = bytes.getInt();
        int sum = bytes.getInt();
        if (length <= 0) {
          break;
        }
        byte[] body = new byte[Math.min(length, 1 << 20)];
        bytes.get(body);
        if (flaw != Flaw.NO_CHECKSUM && sum != sum(body)) {
          break;
        }
        found.add(new String(body, StandardCharsets.UTF_8));
        good = bytes.position();
      }
    } catch (BufferUnderflowException torn) {
      assert good <= bytes.capacity();
    }
    disk.truncate(FILE, good);
    disk.sync(FILE);
    return found;
  }

  private static int sum(byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(body);
    return (int) sum.getValue();
  }
}
