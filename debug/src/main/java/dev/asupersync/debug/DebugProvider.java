package dev.asupersync.debug;

import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.time.Duration;
import java.util.List;

/** {@code asupersync.debug.enabled = true}: each runtime that is opened serves a {@link DebugPage}. */
public final class DebugProvider implements ObserverProvider {

  private static final Duration SHORTEST_REFRESH = Duration.ofMillis(100);

  /** For {@code ServiceLoader}. */
  public DebugProvider() {}

  @Override
  public String name() {
    return "debug";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    boolean enabled = settings.flag("enabled");
    int port = (int) settings.whole("port", 0, 65_535);
    int events = (int) settings.whole("events", 10, 1_000_000);
    int requests = (int) settings.whole("max-requests", 4, 1_000);
    Duration refresh = settings.time("refresh");
    if (refresh.compareTo(SHORTEST_REFRESH) < 0) {
      settings.problem("refresh", "is less than 100ms. Looking is not free: write 100ms or more.");
      refresh = SHORTEST_REFRESH;
    }
    Duration patience = settings.time("patience");
    if (patience.isZero()) {
      settings.problem("patience", "must be above zero, or no client could ever ask.");
      patience = Duration.ofSeconds(1);
    }
    Duration stuckAfter = settings.time("stuck-after");
    return enabled
        ? DebugPage.of(new DebugOptions(port, refresh, events, stuckAfter, requests, patience)).observers()
        : List.of();
  }
}
