/**
 * What happened in a run, event by event: start at {@link dev.asupersync.lab.trace.LabTrace}. The numbers in
 * {@link dev.asupersync.lab.trace.TraceKind} are stable and only ever added to.
 */
@NullMarked
package dev.asupersync.lab.trace;

import org.jspecify.annotations.NullMarked;
