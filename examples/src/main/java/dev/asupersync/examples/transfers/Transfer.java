package dev.asupersync.examples.transfers;

/** An order to move money. */
record Transfer(int from, int to, long amount) {}
