package dev.asupersync.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The providers of one kind on the class path or module path. One that cannot be loaded does not stand in the way of
 * the others: it is listed with the reason.
 */
final class Services<P> {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

  private final Class<P> service;
  private final Function<P, String> nameOf;
  private final Map<Class<?>, P> usable = new LinkedHashMap<>();
  private final Map<String, RuntimeCatalog.Broken> broken = new LinkedHashMap<>();

  private Services(Class<P> service, Function<P, String> nameOf) {
    this.service = service;
    this.nameOf = nameOf;
  }

  /** Looks through the given loader and that of this class. Makes providers, but nothing of what they provide. */
  static <P> Services<P> of(Class<P> service, Function<P, String> nameOf, ClassLoader loader) {
    Services<P> services = new Services<>(service, nameOf);
    for (ClassLoader each : Jars.loaders(loader)) {
      services.load(each);
    }
    return services;
  }

  private void load(ClassLoader loader) {
    List<Throwable> failures = new ArrayList<>();
    var providers = ServiceLoader.load(service, loader).stream().iterator();
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
      new ServiceFiles(loader, service).blame(failures, usable.keySet())
          .forEach(bad -> broken.putIfAbsent(bad.type(), bad));
    }
  }

  private void make(ServiceLoader.Provider<P> each) {
    Class<?> type = each.type();
    if (usable.containsKey(type) || broken.containsKey(type.getName())) {
      return;
    }
    try {
      P provider = each.get();
      String name = nameOf.apply(provider);
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
    broken.put(type.getName(), new RuntimeCatalog.Broken(type.getName(), Jars.of(type), reason));
  }

  Collection<P> usable() {
    return usable.values();
  }

  List<RuntimeCatalog.Broken> broken() {
    return List.copyOf(broken.values());
  }
}
