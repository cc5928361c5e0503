/**
 * How a program is interpreted: start at {@link dev.asupersync.spi.Interpretation} and
 * {@link dev.asupersync.spi.Strand}; {@link dev.asupersync.spi.InterpretationProvider} is how one is found by
 * name. What a program means is not decided here. Grows by default methods only.
 */
@NullMarked
package dev.asupersync.spi;

import org.jspecify.annotations.NullMarked;
