/**
 * Small programs with a known concurrency bug each, most of them classics, to measure searches by. Start at {@link
 * dev.asupersync.lab.bugs.Bugs}; read {@code Scene} for how they are written. Everything that tasks share is a cell,
 * or is touched only by who holds a lock. Add no program that takes long in a single run.
 */
@NullMarked
package dev.asupersync.lab.bugs;

import org.jspecify.annotations.NullMarked;
