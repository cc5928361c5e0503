/**
 * Runs programs for real: virtual threads, the machine's clock and its entropy. Start at
 * {@link dev.asupersync.prod.ProdInterpretation}, then {@code VirtualStrand}, {@code RunTally} and
 * {@code Alarms}. Nothing here knows what a region or a task is.
 */
@NullMarked
package dev.asupersync.prod;

import org.jspecify.annotations.NullMarked;
