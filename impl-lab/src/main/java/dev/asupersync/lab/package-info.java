/**
 * The deterministic interpretation: one strand at a time, every choice drawn from a seed and recorded, time
 * that passes only when nothing can run. Programs start at {@link dev.asupersync.lab.LabRuntime}; readers
 * of the code at {@code Baton}. What a program means is not decided here.
 */
@NullMarked
package dev.asupersync.lab;

import org.jspecify.annotations.NullMarked;
