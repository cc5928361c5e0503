package dev.asupersync.lab.trace;

/** Is asked of every event before it is written down. */
@FunctionalInterface
public interface TraceEar {

  /**
   * Whether it may be written down. On the thread that made it, which may hold a lock of the runtime.
   *
   * @param text as {@link TraceKind#text} names it, or the empty string
   * @param numbers as {@link TraceKind#numbers} names them
   */
  boolean hears(TraceKind kind, String text, long... numbers);
}
