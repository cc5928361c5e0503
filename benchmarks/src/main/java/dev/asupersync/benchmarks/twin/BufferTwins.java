package dev.asupersync.benchmarks.twin;

import static dev.asupersync.benchmarks.twin.Stage.unless;

import dev.asupersync.benchmarks.twin.Stage.Var;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** Buffers between two threads, and threads that wait for each other. */
final class BufferTwins {

  private BufferTwins() {}

  static List<Twin> all() {
    return List.of(
        new Twin("circular_buffer_3", (stage, wrong) -> circularBuffer(stage, wrong, 3)),
        new Twin("circular_buffer_7", (stage, wrong) -> circularBuffer(stage, wrong, 7)),
        new Twin("stack_bad_3", (stage, wrong) -> stackBad(stage, wrong, 3)),
        new Twin("stack_bad_10", (stage, wrong) -> stackBad(stage, wrong, 10)),
        new Twin("sync02", BufferTwins::handOver),
        new Twin("bounded_buffer_a", (stage, wrong) -> buffer(stage, wrong, new int[] {2, 2, 2, 2})),
        new Twin("bounded_buffer_b", (stage, wrong) -> buffer(stage, wrong, new int[] {1, 2, 2, 1})));
  }

  private static void circularBuffer(Stage stage, boolean wrong, int n) {
    Var send = new Var(1);
    Var receive = new Var(0);
    Object lock = new Object();
    Deque<Integer> buffer = new ArrayDeque<>();
    stage.task(() -> {
      int sent = 0;
      for (int i = 0; i < n; i++) {
        synchronized (lock) {
          if (send.value == 1) {
            buffer.add(wrong ? i : sent++);
            send.value = 0;
            receive.value = 1;
          }
        }
      }
    });
    stage.task(() -> {
      int received = 0;
      for (int i = 0; i < n; i++) {
        synchronized (lock) {
          if (receive.value == 1) {
            int got = Objects.requireNonNull(buffer.poll());
            unless(got == (wrong ? i : received++), "received another");
            receive.value = 0;
            send.value = 1;
          }
        }
      }
    });
  }

  private static void stackBad(Stage stage, boolean wrong, int size) {
    Var top = new Var(0);
    Var some = new Var(0);
    Object lock = new Object();
    stage.task(() -> {
      for (int i = 0; i < size; i++) {
        synchronized (lock) {
          int at = top.value;
          unless(at != size, "pushed onto a full stack");
          top.value = at + 1;
          some.value = 1;
        }
      }
    });
    stage.task(() -> {
      for (int i = 0; i < size; i++) {
        synchronized (lock) {
          if (some.value == 1) {
            int at = top.value;
            unless(at != 0, "popped from an empty stack");
            top.value = at - 1;
            if (!wrong) {
              some.value = at > 1 ? 1 : 0;
            }
          }
        }
      }
    });
  }

  /** A lock on which threads wait for one thing or another. */
  private static final class Place {
    private final Var held = new Var(0);
    private final boolean all;

    Place(int held, boolean all) {
      this.held.value = held;
      this.all = all;
    }

    synchronized void put() {
      while (held.value > 0) {
        await();
      }
      held.value = held.value + 1;
      tell();
    }

    synchronized void take() {
      while (held.value == 0) {
        await();
      }
      held.value = held.value - 1;
      tell();
    }

    private void await() {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }

    private void tell() {
      if (all) {
        notifyAll();
      } else {
        notify();
      }
    }
  }

  /** Where two are held at first, two puts want three takes. */
  private static void handOver(Stage stage, boolean wrong) {
    Place place = new Place(2, true);
    stage.task(() -> {
      for (int i = 0; i < 2; i++) {
        place.put();
      }
    });
    stage.task(() -> {
      for (int i = 0; i < (wrong ? 2 : 3); i++) {
        place.take();
      }
    });
  }

  /** Shape: producers, puts, consumers, takes. */
  private static void buffer(Stage stage, boolean wrong, int[] shape) {
    Place place = new Place(0, !wrong);
    for (int p = 0; p < shape[0]; p++) {
      stage.task(() -> {
        for (int i = 0; i < shape[1]; i++) {
          place.put();
        }
      });
    }
    for (int c = 0; c < shape[2]; c++) {
      stage.task(() -> {
        for (int i = 0; i < shape[3]; i++) {
          place.take();
        }
      });
    }
  }
}
