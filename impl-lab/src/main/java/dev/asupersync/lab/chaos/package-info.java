/**
 * Disturbs programs at random, as a bad day in production does: start at {@link dev.asupersync.lab.chaos.Chaos}.
 */
@NullMarked
package dev.asupersync.lab.chaos;

import org.jspecify.annotations.NullMarked;
