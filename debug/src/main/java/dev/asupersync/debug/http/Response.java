package dev.asupersync.debug.http;

import java.util.Map;
import java.util.function.Supplier;

/** An answer. */
public sealed interface Response {

  /** One that is there. */
  record Whole(int status, String type, String body, Map<String, String> more) implements Response {}

  /**
   * Server-sent events, as long as the client listens.
   *
   * @param next the next event, in the format of an event stream
   */
  record Live(Supplier<String> next) implements Response {}

  static Whole text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text);
  }

  static Whole json(int status, String json) {
    return of(status, "application/json; charset=utf-8", json);
  }

  static Whole of(int status, String type, String text) {
    Map<String, String> more = status == 405 ? Map.of("Allow", "GET, HEAD") : Map.of();
    return new Whole(status, type, text, more);
  }
}
