package dev.asupersync.debug.http;

/** Answers requests, several at a time. */
@FunctionalInterface
public interface Handler {

  Response answer(Request request);
}
