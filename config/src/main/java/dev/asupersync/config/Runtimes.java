package dev.asupersync.config;

import com.typesafe.config.Config;
import dev.asupersync.CxRuntime;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens runtimes as configuration says.
 *
 * <pre>{@code
 * try (CxRuntime runtime = Runtimes.open()) {
 *   Outcome<Integer, RuntimeException> out = runtime.run(cx -> 42);
 * }
 * }</pre>
 *
 * <p>Everything is checked before anything starts. Errors: {@link ConfigProblemsException} (CX-1001 to
 * CX-1008) with all that is wrong, each with its file and line.
 */
public final class Runtimes {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.config");

  private Runtimes() {}

  /** As {@link ConfigSource#standard} says. */
  public static CxRuntime open() {
    return open(ConfigSource.standard());
  }

  /** As this file says. */
  public static CxRuntime open(Path file) {
    return open(ConfigSource.file(file));
  }

  /** As this configuration says, which the application has read by itself. */
  public static CxRuntime open(Config config) {
    return open(ConfigSource.of(config));
  }

  /**
   * As this source says.
   *
   * @param more observers beside those that the configuration names, called after them
   */
  public static CxRuntime open(ConfigSource source, RuntimeObserver... more) {
    return prepare(source).open(more);
  }

  /** Reads and checks everything, and starts nothing. */
  public static PreparedRuntime prepare(ConfigSource source) {
    ConfigProblems problems = new ConfigProblems();
    Layers layers = Layers.read(source, problems);
    boolean allRead = problems.isEmpty();
    Schema.check(layers, problems);
    SectionSettings root = new SectionSettings(Layers.ROOT, layers, problems);
    KernelSettings settings = KernelSection.read(root);
    boolean managed = root.flag("management.mxbean");
    String name = root.text("runtime");
    if (!allRead) {
      // Perhaps it was the line that names the runtime that could not be read: this name would mislead.
      problems.throwIfAny();
    }
    RuntimeCatalog catalog = RuntimeCatalog.of(source.loader());
    Optional<Wiring> wiring =
        new Assembly(catalog, layers, problems).create(name, root.place("runtime"), root.path("runtime"));
    ObserverCatalog observers = ObserverCatalog.of(source.loader());
    List<RuntimeObserver> watching = observers.create(layers, problems);
    if (!problems.isEmpty() || wiring.isEmpty()) {
      wiring.ifPresent(made -> made.interpretation().close());
      problems.throwIfAny();
    }
    warn("A runtime that was not asked for cannot be loaded", catalog.broken());
    warn("An observer cannot be loaded, and is left out", observers.broken());
    Wiring watched = wiring.orElseThrow();
    for (RuntimeObserver observer : watching) {
      watched = watched.observedBy(observer);
    }
    return new PreparedRuntime(name, watched, settings, managed, EffectiveConfig.of(layers));
  }

  private static void warn(String what, List<RuntimeCatalog.Broken> all) {
    for (RuntimeCatalog.Broken broken : all) {
      LOG.log(System.Logger.Level.WARNING, "CX-1005 " + what + ": " + broken);
    }
  }
}
