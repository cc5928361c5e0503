package dev.asupersync.otel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where it all goes: an OpenTelemetry, which may have to be made first, and what is ours to do for it. One that is
 * ours has threads, and is made for the first run, not before.
 */
final class Telemetry {

  /**
   * One that can be used.
   *
   * @param onRunEnd when a program has ended
   * @param onClose when the runtime has closed
   */
  record Running(OpenTelemetry openTelemetry, Runnable onRunEnd, Runnable onClose) {

    static Running of(OpenTelemetry openTelemetry) {
      return new Running(openTelemetry, () -> {}, () -> {});
    }
  }

  /** What can come of it; the rest need not be watched for. */
  record Signals(boolean traces, boolean metrics, boolean logs) {

    static final Signals NONE = new Signals(false, false, false);

    static Signals of(OpenTelemetry openTelemetry) {
      OpenTelemetry none = OpenTelemetry.noop();
      return new Signals(
          !openTelemetry.getTracer(Names.SCOPE).equals(none.getTracer(Names.SCOPE)),
          !openTelemetry.getMeter(Names.SCOPE).equals(none.getMeter(Names.SCOPE)),
          !openTelemetry.getLogsBridge().get(Names.SCOPE).equals(none.getLogsBridge().get(Names.SCOPE)));
    }
  }

  private final Signals signals;
  private final Dropped dropped;
  private final Supplier<Running> made;
  private @Nullable Running running;

  private Telemetry(Signals signals, Dropped dropped, Supplier<Running> made) {
    this.signals = signals;
    this.dropped = dropped;
    this.made = made;
  }

  /** Somebody else's: ours to use and no more. */
  static Telemetry of(OpenTelemetry openTelemetry) {
    return ready(Running.of(openTelemetry));
  }

  static Telemetry ready(Running running) {
    Telemetry telemetry =
        new Telemetry(Signals.of(running.openTelemetry), new Dropped(), () -> running);
    telemetry.running = running;
    return telemetry;
  }

  /** What the program or the Java agent has made known to the whole process; a no-op if nobody has. */
  static Telemetry global() {
    return of(GlobalOpenTelemetry.getOrNoop());
  }

  /** Nothing at all. */
  static Telemetry none() {
    return of(OpenTelemetry.noop());
  }

  /** One that is made by {@code make} when it is used. {@code make} never throws. */
  static Telemetry later(Signals signals, Dropped dropped, Supplier<Running> make) {
    return new Telemetry(signals, dropped, make);
  }

  /** An SDK of our own that prints each program's spans when it has ended. Has no threads. */
  static Telemetry console(IdGenerator ids, int limit, PrintStream out) {
    SpanTree tree = new SpanTree(limit, out);
    SdkTracerProvider tracing =
        SdkTracerProvider.builder().setIdGenerator(ids).addSpanProcessor(tree).build();
    OpenTelemetrySdk sdk = OpenTelemetrySdk.builder().setTracerProvider(tracing).build();
    return ready(new Running(sdk, tree::print, tree::print));
  }

  Signals signals() {
    return signals;
  }

  /** What is counted as not told, once there is a meter to count with. */
  Dropped dropped() {
    return dropped;
  }

  /** Whether it is there, and using it starts nothing. */
  synchronized boolean isReady() {
    return running != null;
  }

  /** The one to use. Makes it if need be. */
  synchronized OpenTelemetry openTelemetry() {
    Running there = running;
    if (there == null) {
      there = made.get();
      running = there;
    }
    return there.openTelemetry;
  }

  void runEnded() {
    Running there = running();
    if (there != null) {
      there.onRunEnd.run();
    }
  }

  void closed() {
    Running there = running();
    if (there != null) {
      there.onClose.run();
    }
  }

  private synchronized @Nullable Running running() {
    return running;
  }
}
