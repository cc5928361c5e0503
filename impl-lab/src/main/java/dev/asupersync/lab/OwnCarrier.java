package dev.asupersync.lab;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that one thread carries, one after the other: a hand-over is a return and a call, and wakes
 * nobody. The JDK has no public way to say who carries a virtual thread, so this needs {@code --add-opens
 * java.base/java.lang=dev.asupersync.lab}, or {@code =ALL-UNNAMED} on a class path.
 */
final class OwnCarrier implements Carrier, Executor {

  private static final int INHERIT_NO_THREAD_LOCALS = 1 << 2;
  private static final @Nullable MethodHandle NEW_THREAD = find();

  /** Carriers of those who cannot carry themselves. */
  private static final ExecutorService OTHERS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("asupersync lab carrier ", 0).factory());

  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(OwnCarrier.class, "next", Runnable.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private static @Nullable MethodHandle find() {
    try {
      Method method =
          Class.forName("java.lang.ThreadBuilders")
              .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
      method.setAccessible(true);
      return MethodHandles.lookup().unreflect(method);
    } catch (ReflectiveOperationException | InaccessibleObjectException closed) {
      return null;
    }
  }

  @SuppressWarnings("unused") // by NEXT
  private volatile @Nullable Runnable next;

  /** Used when there is more than one, which only code that blocks outside of the runtime brings about. */
  private final Queue<Runnable> more = new ConcurrentLinkedQueue<>();

  private volatile @Nullable Thread idle;

  static boolean isPossible() {
    return NEW_THREAD != null;
  }

  @Override
  public Thread newThread(String name, Runnable body) {
    MethodHandle making = NEW_THREAD;
    if (making == null) {
      throw new IllegalStateException("java.lang is not open to the lab.");
    }
    try {
      return (Thread) making.invokeExact((Executor) this, name, INHERIT_NO_THREAD_LOCALS, body);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new IllegalStateException("This JDK makes no virtual threads with a scheduler.", impossible);
    }
  }

  @Override
  public void execute(Runnable turn) {
    if (!NEXT.compareAndSet(this, (Runnable) null, turn)) {
      more.add(turn);
    }
    Thread waiting = idle;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  private @Nullable Runnable take() {
    Runnable turn = next;
    if (turn != null) {
      next = null;
      return turn;
    }
    return more.poll();
  }

  @Override
  public boolean canUseCaller() {
    return !Thread.currentThread().isVirtual();
  }

  @Override
  public void carry(CountDownLatch ended, Runnable onInterrupt) {
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      if (Thread.interrupted() && !interrupted) {
        interrupted = true;
        onInterrupt.run();
      }
      Runnable turn = take();
      if (turn != null) {
        turn.run();
        continue;
      }
      idle = Thread.currentThread();
      if (next == null && more.isEmpty()) {
        LockSupport.park(this);
      }
      idle = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void carryElsewhere(CountDownLatch ended) {
    OTHERS.execute(() -> carry(ended, () -> {}));
  }

  @Override
  public String describe() {
    return "a carrier of the lab's own";
  }
}
