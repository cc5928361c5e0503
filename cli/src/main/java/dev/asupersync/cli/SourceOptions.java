package dev.asupersync.cli;

import dev.asupersync.config.ConfigSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where settings, programs and runtimes come from; the same for every command. */
final class SourceOptions {

  @Option(names = {"-c", "--config"}, paramLabel = "FILE",
      description = "The configuration. Without it: -Dconfig.file, else the defaults.")
  private @Nullable Path config;

  @Option(names = "-D", paramLabel = "KEY=VALUE", mapFallbackValue = "",
      description = "A setting, over those of the file; any other key is a system property.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Mixin
  private ClassPathOption classPath = new ClassPathOption();

  /** Where programs and runtimes are. Errors: CX-1002. */
  ClassLoader loader() {
    return classPath.loader();
  }

  ConfigSource source(ClassLoader loader) {
    Map<String, String> settings = new LinkedHashMap<>();
    values.forEach((key, value) -> {
      if (key.equals("asupersync") || key.startsWith("asupersync.")) {
        settings.put(key, value);
      } else {
        System.setProperty(key, value);
      }
    });
    ConfigSource source = config == null ? ConfigSource.standard() : ConfigSource.file(config);
    return source.with(settings).using(loader);
  }
}
