package dev.asupersync.config;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of jars and directories, as people know them. */
final class Jars {

  private Jars() {}

  /** The given loader, then ours if it is another one. */
  static List<ClassLoader> loaders(ClassLoader given) {
    Set<ClassLoader> all = new LinkedHashSet<>(List.of(given));
    @Nullable ClassLoader own = Jars.class.getClassLoader();
    if (own != null) {
      all.add(own);
    }
    return List.copyOf(all);
  }

  /** {@code acme-1.0.jar}, or the directory, in which the resource {@code name} with this address stands. */
  static String containing(URL url, String name) {
    String address = url.toString();
    String place = address.endsWith(name) ? address.substring(0, address.length() - name.length()) : address;
    return place.endsWith("!/") ? fileName(place.substring(0, place.length() - 2)) : directory(place);
  }

  /** Where a class comes from. */
  static String of(Class<?> type) {
    if (type.getModule().isNamed()) {
      return "module " + type.getModule().getName();
    }
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "the JDK";
    }
    String place = source.getLocation().toString();
    return place.endsWith("/") ? directory(place) : fileName(place);
  }

  private static String fileName(String address) {
    return decoded(address.substring(address.lastIndexOf('/') + 1));
  }

  private static String directory(String address) {
    return address.startsWith("file:") ? Path.of(URI.create(address)).toString() : decoded(address);
  }

  private static String decoded(String text) {
    return text.replace("%20", " ");
  }
}
