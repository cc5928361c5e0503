package dev.asupersync.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the kernel: held for a few instructions, never while a strand parks or reaches a schedule point.
 * With assertions on, that is checked; it is what makes the lab deterministic.
 *
 * <p>Because it is held so shortly, whoever finds it taken spins for a moment and then lets others run; nobody
 * queues and nobody is woken, which is what a fair lock spends most of its time on. Those to whom something was
 * granted under the lock are woken after it was released: waking takes longer than everything else that is done
 * here, and the first thing that they want is the lock.
 */
public final class KernelLock {

  private static final int SPINS = 64;

  /** How many kernel locks the thread holds. Touched only when assertions are on. */
  private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[1]);

  private static final VarHandle HOLDER;

  static {
    try {
      HOLDER = MethodHandles.lookup().findVarHandle(KernelLock.class, "holder", Thread.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("unused") // by HOLDER
  private volatile @Nullable Thread holder;

  /** Granted under the lock and not woken yet, oldest first. Guarded by this lock. */
  private @Nullable Waiter granted;

  private @Nullable Waiter lastGranted;

  public void lock() {
    Thread self = Thread.currentThread();
    if (!HOLDER.compareAndSet(this, (Thread) null, self)) {
      contend(self);
    }
    assert count(1);
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder may be the one that must run
  private void contend(Thread self) {
    assert holder != self : "a kernel lock is not reentrant";
    for (int spins = 0; ; spins++) {
      if (holder == null && HOLDER.compareAndSet(this, (Thread) null, self)) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  public void unlock() {
    assert count(-1);
    Waiter next = granted;
    granted = null;
    lastGranted = null;
    HOLDER.setRelease(this, (Thread) null);
    while (next != null) {
      Waiter woken = next;
      next = woken.alsoGranted;
      woken.alsoGranted = null;
      woken.wake();
    }
  }

  /** {@link Waiter#grant} by whoever holds this lock; the waiter is woken when the lock is released. */
  public boolean grant(Waiter waiter, Object present) {
    assert isHeld();
    if (!waiter.decide(present)) {
      return false;
    }
    Waiter last = lastGranted;
    if (last == null) {
      granted = waiter;
    } else {
      last.alsoGranted = waiter;
    }
    lastGranted = waiter;
    return true;
  }

  boolean isHeld() {
    return holder == Thread.currentThread();
  }

  private static boolean count(int change) {
    HELD.get()[0] += change;
    return true;
  }

  static boolean noneHeld() {
    return HELD.get()[0] == 0;
  }
}
