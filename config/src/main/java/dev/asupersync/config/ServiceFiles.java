package dev.asupersync.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whose fault it is when a provider cannot be loaded: the error of {@code ServiceLoader} does not
 * say in which jar the line stands.
 */
final class ServiceFiles {

  private final ClassLoader loader;
  private final Class<?> service;
  private final String file;

  ServiceFiles(ClassLoader loader, Class<?> service) {
    this.loader = loader;
    this.service = service;
    this.file = "META-INF/services/" + service.getName();
  }

  /** Every class that some services file names and that was not loaded, with the reason. */
  List<RuntimeCatalog.Broken> blame(List<Throwable> failures, Set<Class<?>> loaded) {
    Set<String> fine = loaded.stream().map(Class::getName).collect(Collectors.toSet());
    List<RuntimeCatalog.Broken> broken = new ArrayList<>();
    declared().forEach((type, jar) -> {
      if (!fine.contains(type)) {
        broken.add(new RuntimeCatalog.Broken(type, jar, whyNot(type, failures)));
      }
    });
    if (broken.isEmpty()) {
      failures.forEach(failure -> broken.add(
          new RuntimeCatalog.Broken("a provider", "an unknown place", reason(failure))));
    }
    return broken;
  }

  private String whyNot(String type, List<Throwable> failures) {
    try {
      Class<?> found = Class.forName(type, false, loader);
      if (!service.isAssignableFrom(found)) {
        return "it does not implement " + service.getName();
      }
      return reason(failures.getFirst());
    } catch (ClassNotFoundException missing) {
      return "there is no such class";
    } catch (LinkageError unlinkable) {
      return reason(unlinkable);
    }
  }

  /** The innermost reason, in words. */
  static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String text = at.getMessage() == null ? "" : ": " + at.getMessage();
    return switch (at) {
      case NoClassDefFoundError _, ClassNotFoundException _ -> "it needs a class that is not there" + text;
      case UnsupportedClassVersionError _ -> "it was compiled for a newer Java" + text;
      case NoSuchMethodError _, NoSuchFieldError _, AbstractMethodError _ ->
          "it was compiled against another version" + text;
      default -> at.getClass().getSimpleName() + text;
    };
  }

  /** Class names and the jars that name them. */
  private Map<String, String> declared() {
    Map<String, String> classes = new LinkedHashMap<>();
    try {
      for (URL url : loader.resources(file).toList()) {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
          lines.lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(line -> classes.putIfAbsent(line, Jars.containing(url, file)));
        }
      }
    } catch (IOException unreadable) {
      // The failure that led here is told in any case; only the jar's name is missing then.
      return classes;
    }
    return classes;
  }
}
