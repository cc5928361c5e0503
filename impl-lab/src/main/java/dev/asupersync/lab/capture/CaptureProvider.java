package dev.asupersync.lab.capture;

import dev.asupersync.lab.watch.RunRouter;
import dev.asupersync.spi.InterpretationProvider;
import dev.asupersync.spi.ProviderContext;
import dev.asupersync.spi.Settings;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.Wiring;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code asupersync.runtime = capture}: the interpretation that {@code asupersync.capture.over} names, with what it
 * takes to run some of its runs again in the lab written down. Its settings stand in {@code reference.conf}.
 */
public final class CaptureProvider implements InterpretationProvider {

  private static final long MOST = Long.MAX_VALUE;

  /** For {@code ServiceLoader}. */
  public CaptureProvider() {}

  @Override
  public String name() {
    return "capture";
  }

  @Override
  public Wiring create(ProviderContext context) {
    Settings settings = context.settings();
    Duration patience = settings.time("patience");
    if (!patience.isPositive()) {
      settings.problem("patience", "it must be above zero");
    }
    CaptureSettings capture = new CaptureSettings(
        settings.text("file"), settings.text("program"), settings.whole("one-in", 1, MOST),
        settings.oneOf("keep", List.of("failed", "all")).equals("all"), settings.whole("most-events", 1, MOST),
        patience.isPositive() ? patience : Duration.ofMillis(2));
    checkFile(settings, capture);
    Wiring wiring = context.delegate(settings.text("over"));
    if (wiring.interpretation().traits().contains(Trait.DETERMINISTIC)) {
      settings.problem("over", "this runtime is deterministic: what it did is told by its seed, or was captured"
          + " already. Capture production");
      return wiring;
    }
    return captured(wiring, capture);
  }

  /** The same, with some of its runs captured. */
  public static Wiring captured(Wiring wiring, CaptureSettings settings) {
    Captures captures = new Captures(settings, wiring.interpretation());
    return new Wiring(new CapturingInterpretation(wiring.interpretation(), captures), wiring.observers())
        .observedBy(new RunRouter(captures));
  }

  private static void checkFile(Settings settings, CaptureSettings capture) {
    try {
      Path directory = capture.fileOf(0).toAbsolutePath().getParent();
      if (directory == null || !Files.isDirectory(directory)) {
        settings.problem("file", "there is no directory " + directory + "; make it first");
      }
    } catch (InvalidPathException wrong) {
      settings.problem("file", "it is no path: " + wrong.getMessage());
    }
  }
}
