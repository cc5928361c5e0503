/** What becomes of an element whose receiver is cancelled while it comes: one reproducer for every queue. */
@org.jspecify.annotations.NullMarked
package dev.asupersync.benchmarks.lost;
