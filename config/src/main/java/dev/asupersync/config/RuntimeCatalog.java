package dev.asupersync.config;

import dev.asupersync.spi.InterpretationProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/**
 * The runtimes on the class path or module path. One that cannot be loaded does not stand in the way of the
 * others: it is listed with the reason.
 */
public final class RuntimeCatalog {

  /** A runtime by name, the class that provides it, and the jar that this comes from. */
  public record Entry(String name, String type, String from) {}

  /** A provider that cannot be used, and why. */
  public record Broken(String type, String from, String reason) {

    @Override
    public String toString() {
      return type + " in " + from + " (" + reason + ")";
    }
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

  private final Map<Class<?>, InterpretationProvider> usable = new LinkedHashMap<>();
  private final Map<String, Broken> broken = new LinkedHashMap<>();

  private RuntimeCatalog() {}

  /** Looks through the given loader and that of this class. Makes providers, but no runtime. */
  public static RuntimeCatalog of(ClassLoader loader) {
    RuntimeCatalog catalog = new RuntimeCatalog();
    for (ClassLoader each : Jars.loaders(loader)) {
      catalog.load(each);
    }
    return catalog;
  }

  private void load(ClassLoader loader) {
    List<Throwable> failures = new ArrayList<>();
    var providers = ServiceLoader.load(InterpretationProvider.class, loader).stream().iterator();
    while (true) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        make(providers.next());
      } catch (ServiceConfigurationError | LinkageError unloadable) {
        failures.add(unloadable);
      }
    }
    if (!failures.isEmpty()) {
      new ServiceFiles(loader).blame(failures, usable.keySet())
          .forEach(bad -> broken.putIfAbsent(bad.type(), bad));
    }
  }

  private void make(ServiceLoader.Provider<InterpretationProvider> each) {
    Class<?> type = each.type();
    if (usable.containsKey(type) || broken.containsKey(type.getName())) {
      return;
    }
    try {
      InterpretationProvider provider = each.get();
      String name = provider.name();
      if (name == null || !NAME.matcher(name).matches()) {
        reject(type, "its name \"" + name + "\" is not lower-case letters, digits, dots and hyphens");
      } else {
        usable.put(type, provider);
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException unusable) {
      reject(type, ServiceFiles.reason(unusable));
    }
  }

  private void reject(Class<?> type, String reason) {
    broken.put(type.getName(), new Broken(type.getName(), Jars.of(type), reason));
  }

  /** All that can be used, by name. A name that stands here twice cannot be asked for. */
  public List<Entry> entries() {
    return usable.entrySet().stream()
        .map(each -> new Entry(each.getValue().name(), each.getKey().getName(), Jars.of(each.getKey())))
        .sorted(Comparator.comparing(Entry::name).thenComparing(Entry::type))
        .toList();
  }

  /** All that cannot be used. */
  public List<Broken> broken() {
    return List.copyOf(broken.values());
  }

  List<String> names() {
    return entries().stream().map(Entry::name).distinct().toList();
  }

  List<InterpretationProvider> named(String name) {
    return usable.values().stream().filter(provider -> provider.name().equals(name)).toList();
  }
}
