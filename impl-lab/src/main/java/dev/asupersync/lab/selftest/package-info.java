/**
 * Who judges the judges: mutants, each of which breaks one rule in one place and must be caught by exactly the oracle
 * or rule that it is made for, and clean runs, of which nobody may complain. Start at
 * {@link dev.asupersync.lab.selftest.SelfTest}.
 */
@NullMarked
package dev.asupersync.lab.selftest;

import org.jspecify.annotations.NullMarked;
