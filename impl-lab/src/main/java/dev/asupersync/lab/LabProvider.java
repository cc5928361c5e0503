package dev.asupersync.lab;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.lab.trace.TraceTarget;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code asupersync.runtime = lab}. Its settings stand in {@code reference.conf} under {@code
 * asupersync.lab}.
 */
public final class LabProvider implements InterpretationProvider {

  /** For {@code ServiceLoader}. */
  public LabProvider() {}

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public Wiring create(ProviderContext context) {
    return LabInterpretation.of(config(context.settings())).wiring();
  }

  LabConfig config(Settings settings) {
    return new LabConfig(
        settings.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        entropySeed(settings),
        settings.instant("start"),
        settings.whole("max-steps", 0, Long.MAX_VALUE),
        settings.whole("futurelock-max-idle-steps", 0, Long.MAX_VALUE),
        settings.whole("max-steps-without-time", 0, Long.MAX_VALUE),
        settings.flag("capture-trace"),
        settings.whole("trace-capacity", 0, Long.MAX_VALUE),
        oracles(settings),
        settings.time("stuck-limit"),
        traceTo(settings),
        ChaosSettings.read(settings));
  }

  private static Optional<TraceTarget> traceTo(Settings settings) {
    String file = settings.text("trace-file");
    String program = settings.text("trace-program");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TraceTarget(Path.of(file), program));
    } catch (InvalidPathException wrong) {
      settings.problem("trace-file", "it is no path: " + wrong.getMessage());
      return Optional.empty();
    }
  }

  private static OptionalLong entropySeed(Settings settings) {
    String text = settings.text("entropy-seed");
    if (text.equals("seed")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException wrong) {
      settings.problem("entropy-seed", "\"" + text + "\" is neither a whole number nor the word seed");
      return OptionalLong.empty();
    }
  }

  private static List<String> oracles(Settings settings) {
    List<String> names = settings.list("oracles");
    try {
      OracleSuite.of(names);
      return names;
    } catch (CxConfigException unknown) {
      settings.problem("oracles", String.valueOf(unknown.getMessage()));
      return List.of("all");
    }
  }
}
