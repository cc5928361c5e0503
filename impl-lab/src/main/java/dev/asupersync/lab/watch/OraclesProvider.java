package dev.asupersync.lab.watch;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.List;
import java.util.Locale;

/**
 * {@code asupersync.oracles.enabled = on}: the oracles of the lab watch some of the runs of whatever runtime is
 * configured. Its settings stand in {@code reference.conf}.
 */
public final class OraclesProvider implements ObserverProvider {

  private static final long MOST = 1_000_000_000;

  /** For {@code ServiceLoader}. */
  public OraclesProvider() {}

  @Override
  public String name() {
    return "oracles";
  }

  @Override
  public List<RuntimeObserver> create(Settings settings) {
    boolean enabled = settings.flag("enabled");
    WatchSettings watch = new WatchSettings(
        names(settings),
        settings.whole("one-in", 1, MOST),
        settings.whole("most-live", 1, MOST),
        WatchSettings.OnViolation.valueOf(settings.oneOf("on-violation", List.of("log", "count", "cancel"))
            .toUpperCase(Locale.ROOT)));
    return enabled ? List.of(new RunRouter(new RunWatch(watch))) : List.of();
  }

  private static List<String> names(Settings settings) {
    List<String> names = settings.list("names");
    try {
      if (names.isEmpty()) {
        settings.problem("names", "it is empty, so nothing would be judged; say enabled = off instead");
      }
      OracleSuite.of(names);
      return names;
    } catch (CxConfigException unknown) {
      settings.problem("names", String.valueOf(unknown.getMessage()));
      return List.of("all");
    }
  }
}
