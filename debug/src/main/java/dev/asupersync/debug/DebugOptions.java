package dev.asupersync.debug;

import java.time.Duration;

/**
 * How a debug page is served. What each means, and which values it may have, stands in {@code reference.conf} under
 * {@code asupersync.debug}.
 */
public record DebugOptions(
    int port, Duration refresh, int events, Duration stuckAfter, int maxRequests, Duration patience) {

  /** Any free port, and the defaults of {@code reference.conf}. */
  public static final DebugOptions DEFAULT =
      new DebugOptions(0, Duration.ofSeconds(1), 1000, Duration.ofSeconds(10), 16, Duration.ofSeconds(5));

  public DebugOptions {
    if (port < 0 || port > 65_535 || events < 10 || maxRequests < 4
        || refresh.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(Duration.ofMillis(1)) < 0
        || stuckAfter.isNegative()) {
      throw new IllegalArgumentException("These options cannot be used: port " + port + " (0 to 65535), refresh "
          + refresh + " (1 ms or more), events " + events + " (10 or more), stuckAfter " + stuckAfter
          + " (not negative), maxRequests " + maxRequests + " (4 or more), patience " + patience
          + " (1 ms or more).");
    }
  }

  public DebugOptions onPort(int number) {
    return new DebugOptions(number, refresh, events, stuckAfter, maxRequests, patience);
  }
}
