/** A program in which things go wrong, to be looked at while it runs. */
@NullMarked
package dev.asupersync.examples.jam;

import org.jspecify.annotations.NullMarked;
