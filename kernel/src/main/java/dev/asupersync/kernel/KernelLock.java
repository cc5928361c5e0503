package dev.asupersync.kernel;

import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock of the kernel: held for a few instructions, never while a strand parks or reaches a schedule point.
 * With assertions on, that is checked; it is what makes the lab deterministic.
 */
final class KernelLock {

  /** How many kernel locks the thread holds. Touched only when assertions are on. */
  private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[1]);

  private final ReentrantLock lock = new ReentrantLock();

  void lock() {
    lock.lock();
    assert count(1);
  }

  void unlock() {
    assert count(-1);
    lock.unlock();
  }

  boolean isHeld() {
    return lock.isHeldByCurrentThread();
  }

  private static boolean count(int change) {
    HELD.get()[0] += change;
    return true;
  }

  static boolean noneHeld() {
    return HELD.get()[0] == 0;
  }
}
