/**
 * The oracles of the lab over any other interpretation: {@code asupersync.oracles}. Start at
 * {@link dev.asupersync.lab.watch.OraclesProvider}, then {@code RunWatch}.
 */
@NullMarked
package dev.asupersync.lab.watch;

import org.jspecify.annotations.NullMarked;
