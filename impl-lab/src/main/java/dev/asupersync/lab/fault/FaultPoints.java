package dev.asupersync.lab.fault;

import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * The points of a run, for what a program uses outside of the runtime, such as a disk that the test made. Only the
 * strand that runs may call it.
 */
public interface FaultPoints {

  /**
   * Says that the store is about to do something. What is injected there happens now: a delay has passed when this
   * returns; a crash does not return.
   *
   * @throws IOException when the operation is to fail
   */
  void io(String operation) throws IOException;

  /** A choice among so many, from 0; 0 is the harmless one. One of the decisions of the schedule. */
  int choose(int candidates);

  /**
   * What is to be done when the process crashes, before anything else of the program can happen.
   *
   * @param lose is given a way to choose, as {@link #choose} is
   */
  void onCrash(CrashListener lose);

  /** See {@link #onCrash}. */
  @FunctionalInterface
  interface CrashListener {
    void crashed(IntUnaryOperator choose);
  }
}
