package dev.asupersync.sync;

/** What is done while a lock is held, without a result. It may throw {@code X}. */
@FunctionalInterface
public interface Step<X extends Exception> {

  void run() throws X;
}
