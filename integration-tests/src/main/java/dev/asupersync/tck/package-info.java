/**
 * Contract tests, to be extended: {@link dev.asupersync.tck.InterpretationContract} for the interpretation
 * alone, {@link dev.asupersync.tck.ProgramContract} for whole programs over it. docs/spi-guide.md shows how.
 *
 * <p>Every test holds under an interpretation that runs one strand at a time: strands wait for each other by
 * {@code Strand.park} only, and the test's own thread waits by {@code run} only.
 */
@NullMarked
package dev.asupersync.tck;

import org.jspecify.annotations.NullMarked;
