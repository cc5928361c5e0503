package dev.asupersync.lab.crash;

import dev.asupersync.lab.fault.FaultPoints;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps no more promises than a real one. What was written can be read at once; it is safe only
 * after {@link #sync}, and that a file was created, renamed or deleted only after {@link #syncDirectory}.
 *
 * <p>At a crash each write that is not safe is kept, lost, or torn in the middle, with or without zeros in place of the
 * second half, whatever becomes of those before and after it. Of the changes to names, the last ones may be lost. All
 * of it is decided by the schedule.
 *
 * <p>Every operation is a point at which the lab can let it fail, take time, or be the last one. Errors: IOException
 * for a file that is not there, for a failure that was injected, and for all operations after the crash.
 */
public final class MemoryDisk implements DurableStore {

  private final TreeMap<String, MemoryFile> names = new TreeMap<>();
  /** Names as they are after a crash in which all later changes are lost, and those changes. */
  private final TreeMap<String, MemoryFile> safeNames = new TreeMap<>();

  private final List<Rename> changes = new ArrayList<>();
  private @Nullable FaultPoints points;
  private boolean off;

  /** {@code to} is the file from then on, and {@code from} is none. */
  private record Rename(@Nullable String from, @Nullable String to, MemoryFile file) {

    void doneTo(TreeMap<String, MemoryFile> names) {
      if (from != null) {
        names.remove(from);
      }
      if (to != null) {
        names.put(to, file);
      }
    }
  }

  /** With no file. */
  public MemoryDisk() {}

  // --- what programs do ------------------------------------------------------------------------------------

  /** Adds to the end of a file, which is created if there is none. */
  public void append(String name, byte[] bytes) throws IOException {
    begin("append to " + name);
    MemoryFile file = orCreated(name);
    file.write(file.size(), bytes);
  }

  /** Writes over a part of a file, which is created if there is none; what is before it and was nothing is zero. */
  public void write(String name, int at, byte[] bytes) throws IOException {
    begin("write to " + name);
    orCreated(name).write(at, bytes);
  }

  /** Cuts a file off behind so many bytes. */
  public void truncate(String name, int size) throws IOException {
    begin("truncate " + name);
    file(name).truncate(size);
  }

  /** The whole of a file. */
  public byte[] read(String name) throws IOException {
    begin("read " + name);
    return file(name).bytes();
  }

  public boolean exists(String name) throws IOException {
    begin("look for " + name);
    return names.containsKey(name);
  }

  /** The names of all files. */
  public SortedSet<String> list() throws IOException {
    begin("list");
    return new TreeSet<>(names.keySet());
  }

  /** What was written to that file so far is safe. Its name may not be. */
  public void sync(String name) throws IOException {
    begin("sync " + name);
    file(name).sync();
  }

  /** What names mean is safe. What is in the files may not be. */
  public void syncDirectory() throws IOException {
    begin("sync the directory");
    changes.forEach(change -> change.doneTo(safeNames));
    changes.clear();
  }

  /** At once, over a file that may be there: whoever looks sees the old one or the new one. */
  public void rename(String from, String to) throws IOException {
    begin("rename " + from + " to " + to);
    change(new Rename(from, to, file(from)));
  }

  public void delete(String name) throws IOException {
    begin("delete " + name);
    change(new Rename(name, null, file(name)));
  }

  private void begin(String operation) throws IOException {
    if (!off && points != null) {
      points.io(operation);
    }
    if (off) {
      throw new IOException(operation + ": the power is off");
    }
  }

  private MemoryFile file(String name) throws FileNotFoundException {
    MemoryFile file = names.get(name);
    if (file == null) {
      throw new FileNotFoundException("There is no file \"" + name + "\"; there are " + names.keySet() + ".");
    }
    return file;
  }

  private MemoryFile orCreated(String name) {
    MemoryFile there = names.get(name);
    if (there != null) {
      return there;
    }
    MemoryFile created = new MemoryFile();
    change(new Rename(null, name, created));
    return created;
  }

  private void change(Rename change) {
    change.doneTo(names);
    changes.add(change);
  }

  // --- what happens to it ----------------------------------------------------------------------------------

  @Override
  public void attached(FaultPoints lab) {
    points = lab;
    lab.onCrash(this::crash);
  }

  @Override
  public void crash(IntUnaryOperator choose) {
    off = true;
    int kept = changes.size() - (changes.isEmpty() ? 0 : choose.applyAsInt(changes.size() + 1));
    changes.subList(0, kept).forEach(change -> change.doneTo(safeNames));
    changes.clear();
    names.clear();
    names.putAll(safeNames);
    List<MemoryFile> done = new ArrayList<>();
    for (MemoryFile file : names.values()) {
      if (!done.contains(file)) {
        file.crash(choose);
        done.add(file);
      }
    }
  }

  @Override
  public void restart() {
    off = false;
    points = null;
  }

  /** The names and sizes of the files. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("disk with");
    names.forEach((name, file) -> text.append(' ').append(name).append(" (").append(file.size()).append(" bytes)"));
    return names.isEmpty() ? "empty disk" : text.toString();
  }

  /** What is in a file, and what of it is safe. */
  private static final class MemoryFile {

    /** The file is as long as it was to be, and what was not written is zero. */
    private static final int HOLLOW = 3;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Change(int at, byte[] bytes, boolean cuts) {

      int end() {
        return at + bytes.length;
      }
    }

    private byte[] now = {};
    private byte[] safe = {};
    private final List<Change> pending = new ArrayList<>();

    int size() {
      return now.length;
    }

    byte[] bytes() {
      return now.clone();
    }

    void write(int at, byte[] bytes) {
      now = written(now, at, bytes, bytes.length);
      pending.add(new Change(at, bytes.clone(), false));
    }

    void truncate(int size) {
      now = Arrays.copyOf(now, Math.min(size, now.length));
      pending.add(new Change(size, new byte[0], true));
    }

    void sync() {
      safe = now;
      pending.clear();
    }

    void crash(IntUnaryOperator choose) {
      for (Change change : pending) {
        int fate = choose.applyAsInt(change.bytes.length > 1 ? 4 : 2);
        if (change.cuts) {
          safe = fate == 0 ? Arrays.copyOf(safe, Math.min(change.at, safe.length)) : safe;
        } else if (fate != 1) {
          safe = written(safe, change.at, change.bytes, fate == 0 ? change.bytes.length : change.bytes.length / 2);
          safe = fate == HOLLOW ? Arrays.copyOf(safe, Math.max(safe.length, change.end())) : safe;
        }
      }
      pending.clear();
      now = safe;
    }

    private static byte[] written(byte[] old, int at, byte[] bytes, int count) {
      byte[] all = Arrays.copyOf(old, Math.max(old.length, at + count));
      System.arraycopy(bytes, 0, all, at, count);
      return all;
    }
  }
}
