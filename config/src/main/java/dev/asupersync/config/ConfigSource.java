package dev.asupersync.config;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from. A value; nothing is read before {@link Runtimes} is asked.
 *
 * <p>Which one wins, highest first:
 *
 * <ol>
 *   <li>what was added by {@link #with};
 *   <li>environment variables {@code CONFIG_FORCE_…}, when {@code -Dconfig.override_with_env_vars=true};
 *   <li>system properties;
 *   <li>the file, or what {@link #standard} finds;
 *   <li>environment variables that a {@code reference.conf} names;
 *   <li>the {@code reference.conf} of every jar.
 * </ol>
 *
 * <p>{@link #text} and {@link #of} are taken as they are: the second and the third do not touch them.
 */
public final class ConfigSource {

  /** What stands in the middle of the stack. */
  sealed interface Base {}

  /** {@code -Dconfig.file}, {@code -Dconfig.resource}, {@code -Dconfig.url}, or {@code application.conf}. */
  record Standard() implements Base {}

  record File(Path path) implements Base {}

  record Text(String hocon) implements Base {}

  record Given(Config config) implements Base {}

  private final Base base;
  private final Map<String, String> overrides;
  private final Optional<ClassLoader> loader;

  private ConfigSource(Base base, Map<String, String> overrides, Optional<ClassLoader> loader) {
    this.base = base;
    this.overrides = overrides;
    this.loader = loader;
  }

  /**
   * What every HOCON application reads: {@code -Dconfig.file}, {@code -Dconfig.resource} or
   * {@code -Dconfig.url}, else {@code application.conf} (or {@code .json}, {@code .properties}) on the class
   * path, if there is one.
   */
  public static ConfigSource standard() {
    return new ConfigSource(new Standard(), Map.of(), Optional.empty());
  }

  /** This file, which must be there. */
  public static ConfigSource file(Path path) {
    return new ConfigSource(new File(path), Map.of(), Optional.empty());
  }

  /** These lines of HOCON. */
  public static ConfigSource text(String hocon) {
    return new ConfigSource(new Text(hocon), Map.of(), Optional.empty());
  }

  /** What an application has read by itself. It may be resolved or not. */
  public static ConfigSource of(Config config) {
    return new ConfigSource(new Given(config), Map.of(), Optional.empty());
  }

  /** With this value over everything else. */
  public ConfigSource with(String key, String value) {
    return with(Map.of(key, value));
  }

  /** With these values over everything else, such as those of a command line. */
  public ConfigSource with(Map<String, String> values) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(values);
    return new ConfigSource(base, all, loader);
  }

  /** Finds resources and runtimes here, and not through the thread's context class loader. */
  public ConfigSource using(ClassLoader where) {
    return new ConfigSource(base, overrides, Optional.of(where));
  }

  Base base() {
    return base;
  }

  Map<String, String> overrides() {
    return overrides;
  }

  ClassLoader loader() {
    return loader
        .or(() -> Optional.ofNullable(Thread.currentThread().getContextClassLoader()))
        .orElseGet(ClassLoader::getSystemClassLoader);
  }
}
