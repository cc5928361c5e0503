package dev.asupersync.config;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.observe.ObserverProvider;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The observers on the class path or module path, each with settings of its own by which it is switched on. */
final class ObserverCatalog {

  private final Services<ObserverProvider> services;

  private ObserverCatalog(Services<ObserverProvider> services) {
    this.services = services;
  }

  static ObserverCatalog of(ClassLoader loader) {
    return new ObserverCatalog(Services.of(ObserverProvider.class, ObserverProvider::name, loader));
  }

  List<RuntimeCatalog.Broken> broken() {
    return services.broken();
  }

  /** Those that are switched on, by name. What is wrong with the settings of any has been noted. */
  List<RuntimeObserver> create(Layers layers, ConfigProblems problems) {
    List<ObserverProvider> sorted = new ArrayList<>(services.usable());
    sorted.sort(Comparator.comparing(ObserverProvider::name));
    List<RuntimeObserver> observers = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      ObserverProvider provider = sorted.get(i);
      String section = Layers.ROOT + "." + provider.name();
      SectionSettings settings = new SectionSettings(section, layers, problems);
      if (i > 0 && sorted.get(i - 1).name().equals(provider.name())) {
        problems.add(ErrorCode.DUPLICATE_PROVIDER, Place.NOWHERE, section,
            "\"" + provider.name() + "\" is the name of 2 observers: " + described(sorted.get(i - 1)) + " and "
                + described(provider) + ". Take all but one off the class path.");
        continue;
      }
      try {
        observers.addAll(provider.create(settings));
      } catch (CxConfigException told) {
        problems.add(told.code(), Place.NOWHERE, section, Wording.bare(String.valueOf(told.getMessage())));
      } catch (RuntimeException | LinkageError failed) {
        problems.add(ErrorCode.BROKEN_PROVIDER, Place.NOWHERE, section,
            "the observer \"" + provider.name() + "\" of " + Jars.of(provider.getClass()) + " cannot be made: "
                + ServiceFiles.reason(failed) + ". Put what it needs beside it, or take its jar off the class path.",
            failed);
      }
    }
    return observers;
  }

  private static String described(ObserverProvider provider) {
    return provider.getClass().getName() + " in " + Jars.of(provider.getClass());
  }
}
