/** The heap of a region: {@link dev.asupersync.kernel.heap.Slots}. */
@NullMarked
package dev.asupersync.kernel.heap;

import org.jspecify.annotations.NullMarked;
