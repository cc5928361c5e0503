package dev.asupersync.spi;

import dev.asupersync.Capability;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does, as schedule points and observers see it. The numbers are stable and only ever added
 * to, because they stand in traces and fingerprints.
 */
public enum OpKind {
  /** A task begins to run. */
  START(0, Access.WRITE, null),
  /** The resource is the task. */
  CHECKPOINT(1, Access.READ, null),
  /** The resource is the region in which the task is spawned. */
  SPAWN(2, Access.WRITE, Capability.SPAWN),
  /** The resource is the region around the new one. */
  REGION_OPEN(3, Access.WRITE, Capability.SPAWN),
  /** The resource is the region. */
  REGION_CLOSE(4, Access.WRITE, null),
  /** The resource is the region that is cancelled. */
  REGION_CANCEL(5, Access.WRITE, null),
  /** The resource is the task that is cancelled. */
  TASK_CANCEL(6, Access.WRITE, null),
  /** The resource is the task that is joined. */
  JOIN(7, Access.READ, null),
  /** The resource is the region in which the finalizer is registered. */
  DEFER(8, Access.WRITE, null),
  SLEEP(9, Access.READ, Capability.TIME),
  CLOCK(10, Access.READ, Capability.TIME),
  RANDOM(11, Access.WRITE, Capability.RANDOM),
  TRACE(12, Access.READ, Capability.TRACE),
  BLOCKING(13, Access.WRITE, Capability.IO),
  /** The resource is the channel, here and for all that follow. */
  CHANNEL_OPEN(14, Access.WRITE, null),
  CHANNEL_RESERVE(15, Access.WRITE, null),
  CHANNEL_SEND(16, Access.WRITE, null),
  CHANNEL_ABORT(17, Access.WRITE, null),
  CHANNEL_RECV(18, Access.WRITE, null),
  CHANNEL_CLOSE(19, Access.WRITE, null),
  /** A task has ended; the resource is the task. */
  END(20, Access.WRITE, null),
  /** Several things at once; it depends on everything. */
  SELECT(21, Access.WRITE, null),
  /** A message that was received with an ack is done with, or goes back. */
  CHANNEL_ACK(22, Access.WRITE, null),
  CHANNEL_NACK(23, Access.WRITE, null),
  /** The resource is the task that gets the obligation. */
  TRANSFER(24, Access.WRITE, null),
  /** The resource is a lock that one task has at a time, and whoever came first has it first. Here and below. */
  ACQUIRE(25, Access.WRITE, null),
  RELEASE(26, Access.WRITE, null),
  /** The resource is the notify, barrier or cell that is waited for, or that ends the wait. */
  SIGNAL_WAIT(27, Access.WRITE, null),
  SIGNAL(28, Access.WRITE, null),
  /** The resource is the watched value or heap. */
  VALUE_READ(29, Access.READ, null),
  VALUE_WRITE(30, Access.WRITE, null),
  /** An obligation that a program makes itself; the resource is the task. */
  PROMISE(31, Access.WRITE, null),
  /** The resource is the cell that tasks share, here and below. */
  CELL_READ(32, Access.READ, null),
  CELL_WRITE(33, Access.WRITE, null),
  /** Reads and writes at one moment. */
  CELL_UPDATE(34, Access.WRITE, null),
  /** Reads, and writes if it finds what it expects; before it is done it must be taken for a write. */
  CELL_CAS(35, Access.WRITE, null),
  /** Sees whether such a lock is free, and takes it only then. */
  TRY_ACQUIRE(36, Access.WRITE, null),
  /** The resource is a semaphore, a pool or a lock that several can share, here and below. */
  ENTER(37, Access.WRITE, null),
  LEAVE(38, Access.WRITE, null),
  /** Puts a message into a queue; where it waits, that is for a CHANNEL_RESERVE. */
  CHANNEL_PUT(39, Access.WRITE, null),
  /** Takes the next message out of a queue; where it waits, that is for a CHANNEL_RECV. */
  CHANNEL_TAKE(40, Access.WRITE, null),
  /** A sender of a queue ends; when the last has, no message comes any more. */
  CHANNEL_END(41, Access.WRITE, null),
  /** A receiver of a queue stops; when the last has, no message can be put in any more. */
  CHANNEL_STOP(42, Access.WRITE, null),
  /** Puts or reserves only if that need not wait. */
  CHANNEL_TRY(43, Access.WRITE, null);

  /** Whether two such operations on one resource commute. */
  public enum Access {
    READ,
    WRITE
  }

  private final int code;
  private final Access access;
  private final @Nullable Capability capability;

  OpKind(int code, Access access, @Nullable Capability capability) {
    this.code = code;
    this.access = access;
    this.capability = capability;
  }

  public int code() {
    return code;
  }

  public Access access() {
    return access;
  }

  /** The capability that a task needs for it. */
  public Optional<Capability> capability() {
    return Optional.ofNullable(capability);
  }
}
