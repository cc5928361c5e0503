package dev.asupersync.examples.orderdesk;

/**
 * What a customer wants.
 *
 * @param number counted from 1
 * @param pieces how many of it
 * @param fickle whether the customer changes their mind while they wait
 */
record Order(long number, int pieces, boolean fickle) {}
