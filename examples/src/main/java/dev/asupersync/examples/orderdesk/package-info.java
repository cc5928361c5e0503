/** A server in small: requests with deadlines, hedges and retries, whose telemetry is worth looking at. */
@NullMarked
package dev.asupersync.examples.orderdesk;

import org.jspecify.annotations.NullMarked;
