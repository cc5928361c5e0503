package dev.asupersync.config;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** Prepares what a file says and prints its settings, or what is wrong. */
final class PrepareMain {

  private PrepareMain() {}

  public static void main(String[] arguments) {
    try (PreparedRuntime prepared = Runtimes.prepare(ConfigSource.file(Path.of(arguments[0])))) {
      System.out.println(prepared.effective().entries().stream()
          .map(entry -> entry.path() + " = " + entry.value() + " # " + entry.where()
              + (entry.isDefault() ? " (default)" : ""))
          .collect(Collectors.joining("\n")));
    } catch (ConfigProblemsException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
