/**
 * A small web server for one page on one machine: start at {@link dev.asupersync.debug.http.LoopbackServer}. It knows
 * nothing of runtimes. Everything in it is bounded: connections, bytes, headers, time.
 */
@NullMarked
package dev.asupersync.debug.http;

import org.jspecify.annotations.NullMarked;
