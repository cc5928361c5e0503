package dev.asupersync;

/**
 * Work that a region does before it closes, whatever happened. It runs masked, on a budget of its own
 * (100 polls and 5 s unless configured). What it throws is a panic of the region, and the other finalizers
 * still run.
 */
@FunctionalInterface
public interface Finalizer {

  void run(Cx cx) throws Exception;
}
