package dev.asupersync.lab;

import java.util.concurrent.CountDownLatch;

/** Virtual threads on the scheduler of the JDK: what every JVM has. */
final class JdkCarrier implements Carrier {

  @Override
  public Thread newThread(String name, Runnable body) {
    return Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(body);
  }

  @Override
  public boolean canUseCaller() {
    return false;
  }

  @Override
  public void carry(CountDownLatch ended, Runnable onInterrupt) {
    throw new IllegalStateException("The scheduler of the JDK carries the strands.");
  }

  @Override
  public void carryElsewhere(CountDownLatch ended) {}

  @Override
  public String describe() {
    return "the JDK's scheduler";
  }
}
