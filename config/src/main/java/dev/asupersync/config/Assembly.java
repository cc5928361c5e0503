package dev.asupersync.config;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a name to an interpretation: finds the provider, and the ones that it stands on, and asks them. */
final class Assembly {

  private final RuntimeCatalog catalog;
  private final Layers layers;
  private final ConfigProblems problems;

  Assembly(RuntimeCatalog catalog, Layers layers, ConfigProblems problems) {
    this.catalog = catalog;
    this.layers = layers;
    this.problems = problems;
  }

  /** What {@code name} makes; nothing when there is a problem, which then has been noted. */
  Optional<Wiring> create(String name, Place where, String key) {
    try {
      return Optional.of(make(name, where, key, List.of()));
    } catch (Refused alreadyNoted) {
      return Optional.empty();
    }
  }

  private Wiring make(String name, Place where, String key, List<String> over) {
    if (over.contains(name)) {
      List<String> ring = new ArrayList<>(over.subList(over.indexOf(name), over.size()));
      ring.add(name);
      throw refuse(ErrorCode.PROVIDER_RING, where, key,
          key + " = \"" + name + "\" goes round in a ring: " + String.join(" over ", ring)
              + ". Name a runtime that stands on its own" + otherThan(ring) + ".");
    }
    InterpretationProvider provider = find(name, where, key);
    int before = problems.count();
    List<String> stack = new ArrayList<>(over);
    stack.add(name);
    try {
      return provider.create(new Context(name, List.copyOf(stack)));
    } catch (Refused delegate) {
      throw delegate;
    } catch (CxConfigException told) {
      if (problems.count() > before) {
        throw new Refused(told.code(), "");
      }
      throw refuse(told.code(), where, key, Wording.bare(String.valueOf(told.getMessage())));
    } catch (RuntimeException | LinkageError broken) {
      String from = Jars.of(provider.getClass());
      problems.add(ErrorCode.BROKEN_PROVIDER, where, key,
          "the runtime \"" + name + "\" of " + from + " cannot be made: " + ServiceFiles.reason(broken)
              + ". Put what it needs beside it, or ask those who wrote it.", broken);
      throw new Refused(ErrorCode.BROKEN_PROVIDER, "");
    }
  }

  private InterpretationProvider find(String name, Place where, String key) {
    List<InterpretationProvider> found = catalog.named(name);
    if (found.size() == 1) {
      return found.getFirst();
    }
    String given = key + " = \"" + name + "\" ";
    if (found.size() > 1) {
      List<String> who = found.stream()
          .map(each -> each.getClass().getName() + " in " + Jars.of(each.getClass())).sorted().toList();
      throw refuse(ErrorCode.DUPLICATE_PROVIDER, where, key,
          given + "is the name of " + found.size() + " runtimes: " + String.join(" and ", who)
              + ". Take all but one off the class path.");
    }
    String names = catalog.names().isEmpty()
        ? " There is none at all."
        : " Found: " + String.join(", ", catalog.names()) + "." + Nearest.hint(name, catalog.names());
    if (!catalog.broken().isEmpty() && Nearest.to(name, catalog.names()).isEmpty()) {
      throw refuse(ErrorCode.BROKEN_PROVIDER, where, key,
          given + "names no runtime that can be loaded." + names + " Cannot be loaded: "
              + String.join("; ", catalog.broken().stream().map(Object::toString).toList())
              + ". Put what it needs beside it, or take its jar off the class path.");
    }
    throw refuse(ErrorCode.UNKNOWN_RUNTIME, where, key,
        given + "names no runtime on the class path." + names
            + KnownRuntimes.artifact(name).map(jar -> " It is in " + jar + ", which is missing.").orElse(""));
  }

  private String otherThan(List<String> ring) {
    List<String> others = catalog.names().stream().filter(each -> !ring.contains(each)).toList();
    return others.isEmpty() ? "" : ", such as " + others.getLast();
  }

  private Refused refuse(ErrorCode code, Place where, String key, String text) {
    problems.add(code, where, key, text);
    return new Refused(code, text);
  }

  /** A delegate cannot be had; the problem has been noted where it was found. */
  private static final class Refused extends CxConfigException {

    private static final long serialVersionUID = 1L;

    Refused(ErrorCode code, String text) {
      super(code, text);
    }
  }

  private final class Context implements ProviderContext {

    private final List<String> stack;
    private final SectionSettings settings;

    Context(String name, List<String> stack) {
      this.stack = stack;
      this.settings = new SectionSettings(Layers.ROOT + "." + name, layers, problems);
    }

    @Override
    public Settings settings() {
      return settings;
    }

    @Override
    public Wiring delegate(String name) {
      Optional<String> key = settings.keyOf(name);
      return make(name,
          key.map(settings::place).orElse(Place.NOWHERE),
          key.map(settings::path).orElse("the delegate of \"" + stack.getLast() + "\""),
          stack);
    }
  }
}
