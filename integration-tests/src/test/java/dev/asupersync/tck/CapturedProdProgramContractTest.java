package dev.asupersync.tck;

import dev.asupersync.lab.capture.CaptureProvider;
import dev.asupersync.lab.capture.CaptureSettings;
import dev.asupersync.lab.watch.RunRouter;
import dev.asupersync.lab.watch.RunWatch;
import dev.asupersync.lab.watch.WatchSettings;
import dev.asupersync.spi.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of programs holds while every run is captured, and while oracles watch it. */
class CapturedProdProgramContractTest extends ProgramContract {

  private static final AtomicLong RUNTIMES = new AtomicLong();

  @TempDir
  static Path directory;

  @Override
  public Wiring wiring() {
    String file = directory.resolve(RUNTIMES.incrementAndGet() + "-%r.cxtrace").toString();
    return CaptureProvider.captured(
        Wirings.prod(), new CaptureSettings(file, "", 1, false, 1_000_000, Duration.ofMillis(2)))
        .observedBy(new RunRouter(new RunWatch(WatchSettings.defaults())));
  }
}
