package dev.asupersync.debug.http;

import java.time.Duration;

/**
 * How much the server does at once.
 *
 * @param requests how many requests at once, those who listen among them
 * @param live how many of them may listen to server-sent events
 * @param patience how long a client may take to say what it wants, and to take each part of the answer
 * @param pace how often there is an event
 */
public record ServerLimits(int requests, int live, Duration patience, Duration pace) {}
