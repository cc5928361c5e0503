package dev.asupersync.kernel.heap;

import dev.asupersync.Checkpoints;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.heap.HeapHandle;
import dev.asupersync.heap.HeapSpec;
import dev.asupersync.heap.RegionHeap;
import dev.asupersync.kernel.Owned;
import dev.asupersync.kernel.Region;
import dev.asupersync.spi.OpKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a heap, each with the generation of its place. The place that became free last is used first, so
 * that handles are the same in every run with the same schedule; generations only grow, also at the end.
 */
public final class Slots<T> extends Owned implements RegionHeap<T> {

  private static final class Slot<T> {
    private @Nullable T value;
    private long generation;
  }

  private final int limit;

  // Guarded by the lock.
  private final List<Slot<T>> slots = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private boolean closed;

  public Slots(Region owner, HeapSpec<T> spec) {
    super(owner, "heap", spec.name());
    this.limit = spec.limit();
  }

  @Override
  public HeapHandle<T> put(Checkpoints cx, T value) {
    Objects.requireNonNull(value, "a heap holds no null");
    enter(cx, OpKind.VALUE_WRITE);
    lock().lock();
    try {
      if (closed) {
        throw invalid("Nothing can be put into " + subject() + ": its region has closed.");
      }
      if (slots.size() - free.size() >= limit) {
        throw new CxUsageException(
            ErrorCode.LIMIT_REACHED,
            subject() + " has " + limit + " values, which is the most. Remove some first, or give it a higher limit.");
      }
      if (free.isEmpty()) {
        free.push(slots.size());
        slots.add(new Slot<>());
      }
      int index = free.pop();
      Slot<T> slot = slots.get(index);
      slot.value = value;
      return new HeapHandle<>(number(), index, slot.generation);
    } finally {
      lock().unlock();
    }
  }

  @Override
  public T get(Checkpoints cx, HeapHandle<T> handle) {
    enter(cx, OpKind.VALUE_READ);
    lock().lock();
    try {
      return Objects.requireNonNull(slot(handle).value);
    } finally {
      lock().unlock();
    }
  }

  @Override
  public T set(Checkpoints cx, HeapHandle<T> handle, T value) {
    Objects.requireNonNull(value, "a heap holds no null");
    enter(cx, OpKind.VALUE_WRITE);
    lock().lock();
    try {
      Slot<T> slot = slot(handle);
      T old = Objects.requireNonNull(slot.value);
      slot.value = value;
      return old;
    } finally {
      lock().unlock();
    }
  }

  @Override
  public T remove(Checkpoints cx, HeapHandle<T> handle) {
    enter(cx, OpKind.VALUE_WRITE);
    lock().lock();
    try {
      Slot<T> slot = slot(handle);
      T old = Objects.requireNonNull(slot.value);
      slot.value = null;
      slot.generation++;
      free.push(handle.index());
      return old;
    } finally {
      lock().unlock();
    }
  }

  private Slot<T> slot(HeapHandle<T> handle) {
    if (handle.heap() != number()) {
      throw invalid("Handle " + handle + " is of another heap than " + subject() + ", which is H" + number() + ".");
    }
    if (closed) {
      throw invalid("Handle " + handle + " of " + subject() + " leads nowhere any more: its region has closed.");
    }
    Slot<T> slot = slots.get(handle.index());
    if (slot.generation != handle.generation()) {
      throw invalid("Handle " + handle + " of " + subject() + " is stale: its value was removed.");
    }
    return slot;
  }

  private static CxUsageException invalid(String text) {
    return new CxUsageException(
        ErrorCode.HEAP_HANDLE_INVALID, text + " Keep a handle no longer than its value and its region.");
  }

  @Override
  public int size() {
    lock().lock();
    try {
      return slots.size() - free.size();
    } finally {
      lock().unlock();
    }
  }

  @Override
  protected void closeWithRegion() {
    lock().lock();
    try {
      closed = true;
      slots.clear();
      free.clear();
    } finally {
      lock().unlock();
    }
  }
}
