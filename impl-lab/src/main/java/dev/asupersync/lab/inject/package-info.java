/**
 * Cancels a program at each of its points, in many schedules: start at {@link dev.asupersync.lab.inject.Injection}.
 */
@NullMarked
package dev.asupersync.lab.inject;

import org.jspecify.annotations.NullMarked;
