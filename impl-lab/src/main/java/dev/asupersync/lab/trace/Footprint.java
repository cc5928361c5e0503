package dev.asupersync.lab.trace;

import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an event touches. Two events depend on each other when they touch the same thing and one of them writes
 * it; all others commute. One object is filled again and again.
 *
 * <p>A task's own events are ordered because each writes the task. Which strand had its turn is not an event in
 * this sense: {@link TraceKind#SCHEDULE} tells how a run came about, not what it did.
 */
final class Footprint {

  /** What can be touched; the number stands in the low bits of {@link #resource}. */
  enum Thing {
    TASK(0),
    REGION(1),
    OBLIGATION(2),
    ALARM(3),
    /** A channel, lock, cell, or whatever else tasks share. */
    OBJECT(4),
    CLOCK(5),
    /** What no trace can see into; whoever writes it depends on every operation. */
    WORLD(6);

    private final int code;

    Thing(int code) {
      this.code = code;
    }
  }

  private static final @Nullable OpKind[] OPERATIONS = new OpKind[1 << 8];

  static {
    Arrays.stream(OpKind.values()).forEach(kind -> OPERATIONS[kind.code()] = kind);
  }

  private final long[] resources = new long[4];
  private final boolean[] writes = new boolean[4];
  private int size;

  int size() {
    return size;
  }

  /** A number for the thing, different for different things. */
  long resource(int at) {
    return resources[at];
  }

  boolean isWrite(int at) {
    return writes[at];
  }

  /** Whether the events of these two do not commute. */
  boolean dependsOn(Footprint other) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < other.size; j++) {
        if (resources[i] == other.resources[j] && (writes[i] || other.writes[j])) {
          return true;
        }
      }
    }
    return false;
  }

  /** Becomes that of this event. */
  Footprint of(TraceEvent event) {
    size = 0;
    switch (event.kind()) {
      case SCHEDULE, RANDOM_SEED, CAPTURED, ASIDE -> {
        // Touches nothing.
      }
      case SPAWN -> {
        write(Thing.TASK, number(event, 0));
        read(Thing.REGION, number(event, 1));
        maybeWrite(Thing.TASK, number(event, 2));
      }
      case START, TASK_STATE, MASK, BUDGET_EXHAUSTED, USER_TRACE, CANCEL_REQUESTED, CANCEL_ACKNOWLEDGED, END,
          FAULT_INJECTED -> write(Thing.TASK, number(event, 0));
      case REGION_OPENED -> {
        write(Thing.REGION, number(event, 0));
        if (number(event, 1) >= 0) {
          read(Thing.REGION, number(event, 1));
        }
        maybeWrite(Thing.TASK, number(event, 2));
      }
      case REGION_STATE, REGION_CANCELLED, REGION_CLOSED, REGION_STUCK, FINALIZER_REGISTERED,
          FINALIZER_STARTED, FINALIZER_ENDED -> write(Thing.REGION, number(event, 0));
      case OBLIGATION_RESERVED -> {
        write(Thing.OBLIGATION, number(event, 0));
        write(Thing.TASK, number(event, 1));
        read(Thing.REGION, number(event, 2));
      }
      case OBLIGATION_COMMITTED, OBLIGATION_ABORTED, OBLIGATION_LEAKED -> {
        write(Thing.OBLIGATION, number(event, 0));
        write(Thing.TASK, number(event, 1));
      }
      case OBLIGATION_TRANSFERRED -> {
        write(Thing.OBLIGATION, number(event, 0));
        write(Thing.TASK, number(event, 1));
        write(Thing.TASK, number(event, 2));
      }
      case TIME_ADVANCED -> write(Thing.CLOCK, 0);
      case ALARM_SET, ALARM_FIRED, ALARM_CANCELLED -> {
        write(Thing.ALARM, number(event, 0));
        read(Thing.CLOCK, 0);
      }
      case OPERATION, BLOCKED, RESUMED -> operation(event);
      case CHOICE -> write(Thing.TASK, number(event, 0));
      case VIOLATION, CUT -> write(Thing.WORLD, 0);
    }
    return this;
  }

  private void operation(TraceEvent event) {
    write(Thing.TASK, number(event, 0));
    long code = number(event, 1);
    @Nullable OpKind kind = code >= 0 && code < OPERATIONS.length ? OPERATIONS[(int) code] : null;
    if (kind == null || kind == OpKind.SELECT || kind == OpKind.BLOCKING) {
      write(Thing.WORLD, 0);
      return;
    }
    read(Thing.WORLD, 0);
    long id = number(event, 2);
    switch (kind) {
      case TRACE, RANDOM, CHECKPOINT, START, END, PROMISE -> {
        // The task itself, which is written already.
      }
      case SLEEP, CLOCK -> read(Thing.CLOCK, 0);
      case JOIN -> read(Thing.TASK, id);
      case TASK_CANCEL, TRANSFER -> write(Thing.TASK, id);
      case SPAWN, REGION_OPEN -> read(Thing.REGION, id);
      case REGION_CLOSE, REGION_CANCEL, DEFER -> write(Thing.REGION, id);
      default -> {
        if (kind.access() == OpKind.Access.WRITE) {
          write(Thing.OBJECT, id);
        } else {
          read(Thing.OBJECT, id);
        }
      }
    }
  }

  /** What the resource of an operation is; the number of its kind is given. */
  static Thing subject(long code) {
    @Nullable OpKind kind = code >= 0 && code < OPERATIONS.length ? OPERATIONS[(int) code] : null;
    return switch (kind) {
      case null -> Thing.OBJECT;
      case START, CHECKPOINT, END, TASK_CANCEL, JOIN, TRANSFER, PROMISE, RANDOM, BLOCKING -> Thing.TASK;
      case SPAWN, REGION_OPEN, REGION_CLOSE, REGION_CANCEL, DEFER -> Thing.REGION;
      default -> Thing.OBJECT;
    };
  }

  private static long number(TraceEvent event, int at) {
    return event.numbers().get(at);
  }

  private void maybeWrite(Thing thing, long id) {
    if (id >= 0) {
      write(thing, id);
    }
  }

  private void read(Thing thing, long id) {
    add(thing, id, false);
  }

  private void write(Thing thing, long id) {
    add(thing, id, true);
  }

  private void add(Thing thing, long id, boolean write) {
    resources[size] = (id << 3) | thing.code;
    writes[size++] = write;
  }
}
