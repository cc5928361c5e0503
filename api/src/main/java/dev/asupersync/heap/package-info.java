/** Values owned by a region. Start at {@link dev.asupersync.heap.RegionHeap}. */
@NullMarked
package dev.asupersync.heap;

import org.jspecify.annotations.NullMarked;
