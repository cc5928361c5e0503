/**
 * To and from {@link java.util.concurrent.Flow}. Start at {@link dev.asupersync.stream.Flows}. Written over channels
 * and notifications; the other side may use any thread.
 */
@NullMarked
package dev.asupersync.stream;

import org.jspecify.annotations.NullMarked;
