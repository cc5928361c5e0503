package dev.asupersync.otel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What gets a span of its own. */
enum SpanLevel {
  OFF,
  REGIONS,
  TASKS,
  /** Also each wait for a channel. */
  OPERATIONS;

  static final List<String> WORDS = Arrays.stream(values()).map(level -> level.word()).toList();

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SpanLevel of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
