package dev.asupersync.lab.bugs;

import dev.asupersync.sync.Cell;
import dev.asupersync.sync.Guard;
import dev.asupersync.sync.Mutex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** Buffers between two tasks. What is in them is touched only with the lock; the flags are cells. */
final class Queues {

  private Queues() {}

  static List<Bug> all() {
    return List.of(
        circularBuffer(3, Facts.classes(17, 9).walk(0.374512)),
        circularBuffer(7, Facts.classes(467, 339).walkRuns(1.1)),
        queueBad(4, Facts.classes(55, 22).walk(0.407623)),
        queueBad(20, Facts.NONE.walkRuns(1)),
        stackBad(3, Facts.classes(18, 4).walk(0.308533)),
        stackBad(10, Facts.classes(68_677, 9_891).walkRuns(1.58)));
  }

  private static Bug circularBuffer(int n, Facts facts) {
    return Bug.of("circular_buffer_" + n,
        "The consumer counts its tries, not what it received.",
        facts,
        scene -> circularBuffer(scene, n, false),
        scene -> circularBuffer(scene, n, true));
  }

  private static void circularBuffer(Scene scene, int n, boolean right) {
    Cell<Boolean> send = scene.flag("send", true);
    Cell<Boolean> receive = scene.flag("receive", false);
    Mutex mutex = scene.mutex("m");
    Deque<Integer> buffer = new ArrayDeque<>();
    scene.task("producer", c -> {
      int sent = 0;
      for (int i = 0; i < n; i++) {
        try (Guard _ = mutex.lock(c)) {
          if (send.get(c)) {
            buffer.add(right ? sent++ : i);
            send.set(c, false);
            receive.set(c, true);
          }
        }
      }
    });
    scene.task("consumer", c -> {
      int received = 0;
      for (int i = 0; i < n; i++) {
        try (Guard _ = mutex.lock(c)) {
          if (receive.get(c)) {
            int got = Objects.requireNonNull(buffer.poll());
            int expected = right ? received++ : i;
            BugFound.unless(got == expected, "received " + got + " and not " + expected);
            receive.set(c, false);
            send.set(c, true);
          }
        }
      }
    });
  }

  private static Bug queueBad(int size, Facts facts) {
    return Bug.of("queue_bad_" + size,
        "The reader counts its tries, and compares what it took with something else.",
        facts,
        scene -> queueBad(scene, size, false),
        scene -> queueBad(scene, size, true));
  }

  private static void queueBad(Scene scene, int size, boolean right) {
    Cell<Boolean> enqueue = scene.flag("enqueue", true);
    Cell<Boolean> dequeue = scene.flag("dequeue", false);
    Mutex mutex = scene.mutex("m");
    Deque<Integer> queue = new ArrayDeque<>();
    int[] stored = new int[size];
    scene.task("writer", c -> {
      int value = 0;
      int count = 0;
      try (Guard _ = mutex.lock(c)) {
        queue.add(value);
        stored[count++] = value;
      }
      for (int i = 1; i < size; i++) {
        try (Guard _ = mutex.lock(c)) {
          if (enqueue.get(c)) {
            value++;
            queue.add(value);
            stored[right ? count++ : i] = value;
            enqueue.set(c, false);
            dequeue.set(c, true);
          }
        }
      }
    });
    scene.task("reader", c -> {
      int taken = 0;
      for (int i = 0; i < size; i++) {
        try (Guard _ = mutex.lock(c)) {
          if (dequeue.get(c)) {
            int got = Objects.requireNonNull(queue.poll());
            int expected = stored[right ? taken++ : i];
            BugFound.unless(got == expected, "took " + got + " and not " + expected);
            dequeue.set(c, false);
            enqueue.set(c, true);
          }
        }
      }
    });
  }

  private static Bug stackBad(int size, Facts facts) {
    return Bug.of("stack_bad_" + size,
        "The flag that says that something is there is never taken back.",
        facts,
        scene -> stackBad(scene, size, false),
        scene -> stackBad(scene, size, true));
  }

  private static void stackBad(Scene scene, int size, boolean right) {
    Cell<Integer> top = scene.cell("top", 0);
    Cell<Boolean> some = scene.flag("some", false);
    Mutex mutex = scene.mutex("m");
    scene.task("pusher", c -> {
      for (int i = 0; i < size; i++) {
        try (Guard _ = mutex.lock(c)) {
          int at = top.get(c);
          BugFound.unless(at != size, "pushed onto a full stack");
          top.set(c, at + 1);
          some.set(c, true);
        }
      }
    });
    scene.task("popper", c -> {
      for (int i = 0; i < size; i++) {
        try (Guard _ = mutex.lock(c)) {
          if (some.get(c)) {
            int at = top.get(c);
            BugFound.unless(at != 0, "popped from an empty stack");
            top.set(c, at - 1);
            if (right) {
              some.set(c, at > 1);
            }
          }
        }
      }
    });
  }
}
