package dev.asupersync.examples.birdstrikes;

/** What the aggregator needs of one record. */
record Strike(String species, long cost) {}
