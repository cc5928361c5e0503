package dev.asupersync.examples.orderdesk;

/** That an order was served. */
record Receipt(long order, long cents) {}
