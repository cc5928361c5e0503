package dev.asupersync.tck;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The defaults of a provider, as its {@code reference.conf} has them, with a few changes. */
record ReferenceSettings(String name, Config values) implements Settings {

  /** What the provider makes of its defaults and of these settings under its name. */
  static Wiring wiring(InterpretationProvider provider, String changes, Wiring delegate) {
    String path = "asupersync." + provider.name();
    Config values =
        ConfigFactory.parseString(changes)
            .withFallback(ConfigFactory.defaultReference().getConfig(path))
            .resolve();
    return provider.create(new ProviderContext() {
      @Override
      public Settings settings() {
        return new ReferenceSettings(path, values);
      }

      @Override
      public Wiring delegate(String name) {
        return delegate;
      }
    });
  }

  @Override
  public boolean flag(String key) {
    return values.getBoolean(key);
  }

  @Override
  public long whole(String key, long min, long max) {
    return values.getLong(key);
  }

  @Override
  public Duration time(String key) {
    return values.getDuration(key);
  }

  @Override
  public Instant instant(String key) {
    return Instant.parse(values.getString(key));
  }

  @Override
  public String text(String key) {
    return values.getString(key);
  }

  @Override
  public String oneOf(String key, List<String> allowed) {
    return values.getString(key);
  }

  @Override
  public List<String> list(String key) {
    return values.getStringList(key);
  }

  @Override
  public void problem(String key, String whatIsWrong) {
    throw new AssertionError(name + "." + key + ": " + whatIsWrong);
  }
}
