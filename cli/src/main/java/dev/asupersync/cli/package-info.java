/**
 * The command {@code asupersync}: {@link dev.asupersync.cli.Asupersync} takes it apart, {@code ProgramRun} runs
 * a program and says how it went, {@code Interrupts} turns signals into a shutdown, {@code Terminal} is the only
 * one that writes. Results go to standard output, everything else to standard error.
 */
@NullMarked
package dev.asupersync.cli;

import org.jspecify.annotations.NullMarked;
