package dev.asupersync.lab.crash;

import dev.asupersync.lab.fault.FaultPoints;
import java.util.function.IntUnaryOperator;

/**
 * Whatever outlives a process: a disk, or what a test has in place of one. {@link MemoryDisk} is one.
 *
 * <p>Threads: the strand that runs, and the test between runs.
 */
public interface DurableStore {

  /** A process begins. It may ask there whether an operation is to fail, or the process to crash within it. */
  void attached(FaultPoints points);

  /**
   * The process is gone. What was not safe is lost, torn or kept, as {@code choose} says: it is given a number of
   * possibilities and answers with one of them, from 0, which must stand for the harmless one. From here on, until
   * {@link #restart}, nothing that code of that process still does may have any effect.
   */
  void crash(IntUnaryOperator choose);

  /** Another process will begin. */
  void restart();
}
