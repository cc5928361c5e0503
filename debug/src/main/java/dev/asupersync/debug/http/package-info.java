/**
 * The JDK's web server, kept to one page on one machine: start at {@link dev.asupersync.debug.http.LoopbackServer}. It
 * knows nothing of runtimes. Everything in it is bounded: requests at once, their size, time.
 */
@NullMarked
package dev.asupersync.debug.http;

import org.jspecify.annotations.NullMarked;
