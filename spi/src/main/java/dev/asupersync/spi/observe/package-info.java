/**
 * The event stream: {@link dev.asupersync.spi.observe.RuntimeObserver} and the values that its hooks carry.
 */
@NullMarked
package dev.asupersync.spi.observe;

import org.jspecify.annotations.NullMarked;
