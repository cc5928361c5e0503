package dev.asupersync.benchmarks.twin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads that start in the order in which they are listed and are joined in the same order. */
final class Stage {

  /** The bug showed. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    Found(String what) {
      super(what);
    }
  }

  /** Something that threads share: each access is one that others can come before or after. */
  static final class Var {
    /**
     * Lincheck takes an object for one thread's own until it sees it stored where others can read it, and does not see
     * what a lambda captures: without this it missed every race.
     */
    private static volatile @Nullable Var latest;

    volatile int value;

    Var(int value) {
      this.value = value;
      latest = this;
    }
  }

  private final List<Thread> threads = new ArrayList<>();
  private final List<Thread> started = new ArrayList<>();
  private volatile @Nullable Found found;

  static List<Var> vars(int count, int value) {
    List<Var> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Var(value));
    }
    return all;
  }

  static void unless(boolean right, String what) {
    if (!right) {
      throw new Found(what);
    }
  }

  void task(Runnable part) {
    threads.add(new Thread(() -> here(part)));
  }

  /** The part of the thread that calls. What any part finds is told at the end. */
  void here(Runnable part) {
    try {
      part.run();
    } catch (Found bug) {
      found = bug;
    }
  }

  void start() {
    threads.forEach(Thread::start);
    started.addAll(threads);
    threads.clear();
  }

  void join() {
    start();
    try {
      for (Thread thread : started) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    started.clear();
    Found bug = found;
    if (bug != null) {
      throw bug;
    }
  }
}
