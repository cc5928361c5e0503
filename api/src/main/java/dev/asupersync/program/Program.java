package dev.asupersync.program;

import dev.asupersync.Cx;
import org.jspecify.annotations.Nullable;

/**
 * A program that {@code asupersync run} can start: a public class with a public constructor without
 * parameters. Every exception that it throws is its {@code Err}.
 */
public interface Program {

  /** What people type to run it. */
  String name();

  /** One line on what it does. */
  String summary();

  /**
   * Runs in a root region of its own.
   *
   * @return the result; its text is printed. Nothing is printed for null.
   */
  @Nullable Object run(Cx cx, Invocation invocation) throws Exception;
}
