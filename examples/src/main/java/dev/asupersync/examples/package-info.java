/** What the programs share. Start with {@code hello}. */
@NullMarked
package dev.asupersync.examples;

import org.jspecify.annotations.NullMarked;
