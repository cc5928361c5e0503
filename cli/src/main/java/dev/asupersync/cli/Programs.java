package dev.asupersync.cli;

import dev.asupersync.config.Nearest;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.program.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The programs that can be run, by name or by class. */
final class Programs {

  private final ClassLoader loader;
  private final List<Program> named = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private Programs(ClassLoader loader) {
    this.loader = loader;
    var found = ServiceLoader.load(Program.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        named.add(found.next());
      } catch (ServiceConfigurationError | LinkageError unusable) {
        broken.add(String.valueOf(unusable.getMessage()));
      }
    }
    named.sort(Comparator.comparing(Program::name));
  }

  static Programs of(ClassLoader loader) {
    return new Programs(loader);
  }

  /** Programs and runtimes are found here: in the entries of {@code --classpath}, and where this class is. */
  static ClassLoader loader(String classPath) {
    ClassLoader own = Programs.class.getClassLoader();
    return classPath.isEmpty()
        ? own
        : new URLClassLoader(
            Stream.of(classPath.split(File.pathSeparator)).flatMap(Programs::entry).toArray(URL[]::new), own);
  }

  private static Stream<URL> entry(String entry) {
    if (entry.isEmpty()) {
      return Stream.empty();
    }
    Path path = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
    if (!Files.exists(path)) {
      throw new CxConfigException(ErrorCode.CONFIG_UNREADABLE,
          "--classpath: there is no \"" + entry + "\" (looked in " + Path.of("").toAbsolutePath() + ").");
    }
    if (!entry.endsWith("*")) {
      return Stream.of(url(path));
    }
    try (Stream<Path> jars = Files.list(path)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().map(Programs::url).toList().stream();
    } catch (IOException e) {
      throw new CxConfigException(ErrorCode.CONFIG_UNREADABLE,
          "--classpath: \"" + entry + "\" cannot be listed: " + e + ".", e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  List<Program> all() {
    return List.copyOf(named);
  }

  /** By its name, else by the name of its class. */
  Program find(String name) {
    List<Program> found = named.stream().filter(program -> program.name().equals(name)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.size() > 1) {
      throw unknown("\"" + name + "\" is the name of several programs: "
          + String.join(", ", found.stream().map(each -> each.getClass().getName()).toList())
          + ". Give the name of the class instead.");
    }
    try {
      return make(Class.forName(name, true, loader));
    } catch (ClassNotFoundException | LinkageError notThere) {
      List<String> names = named.stream().map(Program::name).toList();
      boolean links = notThere instanceof ClassNotFoundException || notThere.getMessage() == null
          || notThere.getMessage().contains("wrong name");
      throw unknown(links
          ? "\"" + name + "\" is neither the name of a program nor a class on the class path. Programs: "
              + String.join(", ", names) + "." + Nearest.hint(name, names)
              + (broken.isEmpty() ? "" : " Cannot be loaded: " + String.join("; ", broken) + ".")
          : "The class " + name + " cannot be loaded: " + notThere
              + ". Put what it needs on --classpath, too.");
    }
  }

  private static Program make(Class<?> type) {
    if (!Program.class.isAssignableFrom(type)) {
      throw unknown("The class " + type.getName() + " is no program: it does not implement "
          + Program.class.getName() + ".");
    }
    try {
      return (Program) type.getConstructor().newInstance();
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException notMade) {
      throw unknown("The class " + type.getName() + " cannot be made: it must be public and have a public"
          + " constructor without parameters.");
    } catch (InvocationTargetException failed) {
      throw unknown("The constructor of " + type.getName() + " failed: " + failed.getCause() + ".");
    }
  }

  private static CxConfigException unknown(String text) {
    return new CxConfigException(ErrorCode.UNKNOWN_PROGRAM, text);
  }
}
