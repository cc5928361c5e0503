package dev.asupersync.lab.conformance;

import java.util.function.Supplier;

/**
 * A program that is run with a cancellation at every step.
 *
 * @param name what it is about
 * @param trials a new one for each run
 */
public record Subject(String name, Supplier<Trial> trials) {}
