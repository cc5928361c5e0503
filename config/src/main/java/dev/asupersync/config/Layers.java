package dev.asupersync.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.asupersync.error.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a configuration, laid over each other.
 *
 * @param merged everything, resolved as far as it can be
 * @param unresolved the same before that: here a value still says which variable it comes from
 * @param own the same without the defaults: here a value still says where it was written
 * @param reference the defaults alone, without the environment
 * @param declared the defaults before they were resolved: here stand even keys that have a value only when an
 *     environment variable is set
 */
record Layers(
    ConfigObject merged,
    ConfigObject unresolved,
    ConfigObject own,
    ConfigObject reference,
    ConfigObject declared) {

  /** The key under which everything stands. */
  static final String ROOT = "asupersync";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\??([A-Za-z_][A-Za-z0-9_]*)}");

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^?}][^}]*}");

  /** Reads them all. One that cannot be read is a problem and counts as empty. */
  static Layers read(ConfigSource source, ConfigProblems problems) {
    Documents documents = new Documents(source.loader(), problems);
    Config declared = documents.references();
    // Without all of the defaults, nothing true can be said of the rest.
    problems.throwIfAny();
    Config middle = switch (source.base()) {
      case ConfigSource.Standard _ -> ambient().withFallback(documents.application());
      case ConfigSource.File file -> ambient().withFallback(documents.file(file.path()));
      case ConfigSource.Text text -> documents.text(text.hocon());
      case ConfigSource.Given given -> given.config();
    };
    Config own = overrides(source.overrides(), problems).withFallback(middle);
    Config stack = own.withFallback(declared);
    ConfigResolveOptions lenient = ConfigResolveOptions.defaults().setAllowUnresolved(true);
    Config reference = resolve(declared, lenient.setUseSystemEnvironment(false), declared, problems);
    return new Layers(
        resolve(stack, lenient, reference, problems).root(),
        stack.root(),
        own.root(),
        reference.root(),
        declared.root());
  }

  /** Read afresh each time: the library's own copies miss properties that were set later. */
  private static Config ambient() {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    Config system = ConfigFactory.parseProperties(
        properties, Documents.OPTIONS.setOriginDescription("system properties"));
    return Boolean.getBoolean("config.override_with_env_vars")
        ? ConfigFactory.systemEnvironmentOverrides().withFallback(system)
        : system;
  }

  private static Config overrides(Map<String, String> values, ConfigProblems problems) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String option = "-D" + entry.getKey();
      try {
        config = config.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue(), option));
      } catch (ConfigException notAKey) {
        problems.add(ErrorCode.BAD_VALUE, new Place(option, 0), entry.getKey(),
            "\"" + entry.getKey() + "\" is no key. A key is names with dots between, as asupersync.runtime.");
      }
    }
    return config;
  }

  private static Config resolve(
      Config config, ConfigResolveOptions how, Config otherwise, ConfigProblems problems) {
    try {
      return config.resolve(how);
    } catch (ConfigException circular) {
      problems.add(ErrorCode.BAD_VALUE, Documents.place(circular), "", Documents.plain(circular));
      return otherwise;
    }
  }

  /** The value of a key, in everything. */
  Optional<ConfigValue> value(String path) {
    return find(merged, path);
  }

  /** The default of a key. */
  Optional<ConfigValue> fallback(String path) {
    return find(reference, path);
  }

  private static Optional<ConfigValue> find(ConfigObject root, String path) {
    @Nullable ConfigValue at = root;
    for (String name : ConfigUtil.splitPath(path)) {
      at = at instanceof ConfigObject object ? object.get(name) : null;
      if (at == null) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  /** Whether a value still has a substitution in it for which nothing was found. */
  static boolean isUnresolved(ConfigValue value) {
    try {
      value.valueType();
      return false;
    } catch (ConfigException.NotResolved unresolved) {
      return true;
    }
  }

  /** Where the value of a key was written; for one from the environment, the variable. */
  Place place(String path, ConfigValue value) {
    if (isUnresolved(value)) {
      return Place.of(before(own, path).orElse(value).origin());
    }
    Place place = Place.of(value.origin());
    return switch (place.source()) {
      case "env variables" ->
          new Place(variable(path).map(name -> "environment variable " + name).orElse("environment"), 0);
      case "env variables overrides" ->
          new Place("environment variable CONFIG_FORCE_"
              + path.replace("_", "___").replace("-", "__").replace('.', '_'), 0);
      default -> place;
    };
  }

  /** What a value that could not be resolved refers to: {@code ${no.such.thing}}. */
  String reference(String path, ConfigValue value) {
    Matcher matcher = REFERENCE.matcher(before(own, path).orElse(value).render());
    return matcher.find() ? matcher.group() : "a substitution";
  }

  private Optional<String> variable(String path) {
    return before(unresolved, path).flatMap(value -> VARIABLE.matcher(value.render()).results()
        .map(found -> found.group(1)).filter(name -> System.getenv(name) != null).findFirst());
  }

  /** The value of a key before it was resolved. */
  private static Optional<ConfigValue> before(ConfigObject root, String path) {
    try {
      return find(root, path);
    } catch (ConfigException.NotResolved wholeBlockIsAReference) {
      return Optional.empty();
    }
  }
}
