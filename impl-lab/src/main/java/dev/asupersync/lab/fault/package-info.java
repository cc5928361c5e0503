/**
 * What the lab can do to a program: {@link dev.asupersync.lab.fault.Fault} says what, {@link
 * dev.asupersync.lab.fault.FaultPlan} where it is asked for, {@link dev.asupersync.lab.fault.Disturbed} lets any
 * strategy be combined with somebody who answers. Every answer is a decision of the schedule; 0 is "nothing".
 */
@NullMarked
package dev.asupersync.lab.fault;

import org.jspecify.annotations.NullMarked;
