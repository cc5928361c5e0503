package dev.asupersync.config;

import dev.asupersync.spi.InterpretationProvider;
import java.util.Comparator;
import java.util.List;

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

  private final Services<InterpretationProvider> services;

  private RuntimeCatalog(Services<InterpretationProvider> services) {
    this.services = services;
  }

  /** Looks through the given loader and that of this class. Makes providers, but no runtime. */
  public static RuntimeCatalog of(ClassLoader loader) {
    return new RuntimeCatalog(Services.of(InterpretationProvider.class, InterpretationProvider::name, loader));
  }

  /** All that can be used, by name. A name that stands here twice cannot be asked for. */
  public List<Entry> entries() {
    return services.usable().stream()
        .map(each -> new Entry(each.name(), each.getClass().getName(), Jars.of(each.getClass())))
        .sorted(Comparator.comparing(Entry::name).thenComparing(Entry::type))
        .toList();
  }

  /** All that cannot be used. */
  public List<Broken> broken() {
    return services.broken();
  }

  List<String> names() {
    return entries().stream().map(Entry::name).distinct().toList();
  }

  List<InterpretationProvider> named(String name) {
    return services.usable().stream().filter(provider -> provider.name().equals(name)).toList();
  }
}
