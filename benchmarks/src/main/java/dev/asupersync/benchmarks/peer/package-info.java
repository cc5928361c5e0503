/** Each way to pass messages behind one interface, so that the same traffic is measured on all of them. */
@org.jspecify.annotations.NullMarked
package dev.asupersync.benchmarks.peer;
