/** Looks for the schedule that breaks a program: what is tried is up to a {@link dev.asupersync.lab.explore.Search}. */
@NullMarked
package dev.asupersync.lab.explore;

import org.jspecify.annotations.NullMarked;
