/**
 * Runs of production that can be run again in the lab: {@code asupersync.capture} writes down what a run did and in
 * which order, {@code asupersync.runtime = replay} does it again. Start at
 * {@link dev.asupersync.lab.capture.CaptureProvider} and {@code Turn}; for the other half at
 * {@link dev.asupersync.lab.capture.ReplayProvider} and {@code Script}.
 */
@NullMarked
package dev.asupersync.lab.capture;

import org.jspecify.annotations.NullMarked;
