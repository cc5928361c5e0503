/**
 * What a runtime does, for JDK Flight Recorder. Start at {@code FlightObserver}; beside it a class for each event.
 * Nothing is made for an event that no recording wants.
 */
@NullMarked
package dev.asupersync.jfr;

import org.jspecify.annotations.NullMarked;
