package dev.asupersync.lab.capture;

import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Wiring;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code asupersync.runtime = replay}: does again what a run did that was captured. Its settings stand in
 * {@code reference.conf} under {@code asupersync.replay}.
 */
public final class ReplayProvider implements InterpretationProvider {

  /** For {@code ServiceLoader}. */
  public ReplayProvider() {}

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public Wiring create(ProviderContext context) {
    Settings settings = context.settings();
    String file = settings.text("file");
    boolean again = settings.oneOf("blocking", List.of("refuse", "again")).equals("again");
    Duration stuckLimit = settings.time("stuck-limit");
    if (file.isEmpty()) {
      settings.problem("file", "name the file that holds the capture");
      return Wiring.of(ReplayInterpretation.ofNothing());
    }
    try {
      return replay(Path.of(file), again, stuckLimit);
    } catch (InvalidPathException wrong) {
      settings.problem("file", "it is no path: " + wrong.getMessage());
    }
    return Wiring.of(ReplayInterpretation.ofNothing());
  }

  /**
   * An interpretation that does once again what was captured, with all oracles.
   *
   * @param blockingAgain whether calls that block are made again; else they end the replay (CX-4063)
   *
   *     <p>Errors: CX-4064 for a trace that is no capture; CX-4101 to CX-4103 for one that cannot be read.
   */
  public static Wiring replay(Path capture, boolean blockingAgain, Duration stuckLimit) {
    return ReplayInterpretation.of(Script.open(capture), blockingAgain, stuckLimit).wiring();
  }
}
