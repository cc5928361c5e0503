package dev.asupersync.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the kernel: held for a few instructions, never while a strand parks or reaches a schedule point.
 * With assertions on, that is checked; it is what makes the lab deterministic.
 *
 * <p>Because it is held so shortly, whoever finds it taken spins for a moment and then lets others run; nobody
 * queues and nobody is woken, which is what a fair lock spends most of its time on. But an observer, or the setting
 * of an alarm, may block while it is held, and virtual threads that only yield never give their carriers to a holder
 * that comes back from outside of them: so, in the end, they sleep.
 *
 * <p>Those to whom something was
 * granted under the lock are woken after it was released: waking takes longer than everything else that is done
 * here, and the first thing that they want is the lock.
 */
public final class KernelLock {

  private static final int SPINS = 64;
  private static final int YIELDS = 32;
  private static final long NAP_NANOS = 20_000;

  /** How many kernel locks the thread holds. Touched only when assertions are on. */
  private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[1]);

  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(KernelLock.class, "taken", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** 1 while it is held. A number, because a reference would cost the barriers of the collector each time. */
  private volatile int taken;

  /** Who holds it. Touched only when assertions are on. */
  private @Nullable Thread holder;

  /** Granted under the lock and not woken yet, oldest first. Guarded by this lock. */
  private @Nullable Waiter granted;

  private @Nullable Waiter lastGranted;

  public void lock() {
    if (!TAKEN.compareAndSet(this, 0, 1)) {
      contend();
    }
    assert entered();
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder may be the one that must run
  private void contend() {
    assert holder != Thread.currentThread() : "a kernel lock is not reentrant";
    boolean interrupted = false;
    for (int tries = 0; taken != 0 || !TAKEN.compareAndSet(this, 0, 1); tries++) {
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else if (tries < SPINS + YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, NAP_NANOS);
        interrupted |= Thread.interrupted(); // kept, it would end every later nap at once
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public void unlock() {
    assert left();
    Waiter next = granted;
    if (next == null) {
      TAKEN.setRelease(this, 0);
      return;
    }
    granted = null;
    lastGranted = null;
    TAKEN.setRelease(this, 0);
    wake(next);
  }

  private static void wake(@Nullable Waiter first) {
    Waiter next = first;
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

  private boolean entered() {
    holder = Thread.currentThread();
    HELD.get()[0]++;
    return true;
  }

  private boolean left() {
    holder = null;
    HELD.get()[0]--;
    return true;
  }

  static boolean noneHeld() {
    return HELD.get()[0] == 0;
  }
}
