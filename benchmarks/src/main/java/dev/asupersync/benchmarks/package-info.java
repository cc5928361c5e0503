/** Hot paths beside their peers, measured in one run. The results stand in benchmarks/results.md. */
package dev.asupersync.benchmarks;
