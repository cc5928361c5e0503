/** Programs with a known bug, written once more with the threads and locks of Java, for explorers that know those. */
@NullMarked
package dev.asupersync.benchmarks.twin;

import org.jspecify.annotations.NullMarked;
