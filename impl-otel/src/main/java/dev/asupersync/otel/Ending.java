package dev.asupersync.otel;

import dev.asupersync.Outcome;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import java.util.EnumSet;
import java.util.Set;

/** Comes last: when the others have told the end of a program or of the runtime, that is handed on. */
final class Ending implements RuntimeObserver {

  private static final System.Logger LOG = System.getLogger(Ending.class.getName());

  private final Telemetry telemetry;
  private final Runnable afterwards;

  Ending(Telemetry telemetry, Runnable afterwards) {
    this.telemetry = telemetry;
    this.afterwards = afterwards;
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.RUNTIME, Hook.RUN);
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    guarded(telemetry::runEnded);
  }

  @Override
  public void onRuntimeClosed() {
    guarded(telemetry::closed);
    afterwards.run();
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error refusal) {
      LOG.log(System.Logger.Level.WARNING, "OpenTelemetry refused to flush; the runtime goes on.", refusal);
    }
  }
}
