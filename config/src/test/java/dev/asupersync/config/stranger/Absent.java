package dev.asupersync.config.stranger;

/** Left out of the jar of {@link Unlinked}. */
public class Absent {}
