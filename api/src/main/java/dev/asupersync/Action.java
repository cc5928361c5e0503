package dev.asupersync;

/** A body without a result. */
@FunctionalInterface
public interface Action<E extends Exception> {

  void run(Cx cx) throws E;
}
