package dev.asupersync.debug.http;

import java.time.Duration;

/**
 * How much the server does at once.
 *
 * @param connections how many clients at once
 * @param live how many of them may listen to server-sent events
 * @param patience how long a client may take to say what it wants, and to take each part of the answer
 * @param pace how often there is an event
 */
public record ServerLimits(int connections, int live, Duration patience, Duration pace) {}
