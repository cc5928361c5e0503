/**
 * Locks and what tasks wait for together: all first come, first served, and nobody overtakes who waits.
 * Start at {@link dev.asupersync.sync.Mutex}. Each is opened in a scope, and closes with its region.
 */
@NullMarked
package dev.asupersync.sync;

import org.jspecify.annotations.NullMarked;
