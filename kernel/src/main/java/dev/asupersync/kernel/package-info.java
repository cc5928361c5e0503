/**
 * The meaning of programs, once. Start at {@link dev.asupersync.kernel.Kernel}, then {@code Region},
 * {@code TaskRecord}, {@code Waiter}. Nothing here knows how strands are run: an {@code if (lab)} here means
 * that the SPI is wrong.
 */
@NullMarked
package dev.asupersync.kernel;

import org.jspecify.annotations.NullMarked;
