/**
 * Cancellation at every step: small programs, one for each primitive, each run again and again with a request at
 * another moment for another task. Start at {@link dev.asupersync.lab.conformance.Conformance}; the programs are in
 * the classes named {@code …Subjects}.
 */
@NullMarked
package dev.asupersync.lab.conformance;

import org.jspecify.annotations.NullMarked;
