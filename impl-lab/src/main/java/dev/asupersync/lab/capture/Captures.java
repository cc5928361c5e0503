package dev.asupersync.lab.capture;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.lab.watch.RunWatcher;
import dev.asupersync.spi.Interpretation;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The captures of one runtime: which runs are captured, and what becomes of their files. */
final class Captures implements RunWatcher {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.capture");

  private final CaptureSettings settings;
  private final Interpretation over;
  private final Map<Long, RunCapture> runs = new ConcurrentHashMap<>();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();
  private volatile long lastNanos;
  private volatile @Nullable Instant wallAtOrigin;
  private volatile long originNanos;

  Captures(CaptureSettings settings, Interpretation over) {
    this.settings = settings;
    this.over = over;
  }

  // The kernel asks for the time and then for the time of day, once: instants are counted from there.

  void asked(long nanos) {
    lastNanos = nanos;
  }

  void askedWall(Instant now) {
    originNanos = lastNanos;
    wallAtOrigin = now;
  }

  private Instant wallAt(long nanos) {
    Instant origin = wallAtOrigin;
    return origin == null ? over.wallClock() : origin.plusNanos(nanos - originNanos);
  }

  @Override
  public Set<Hook> hooks() {
    return TraceRecorder.ofEverything();
  }

  @Override
  public @Nullable RuntimeObserver begin(long run, @Nullable RuntimeView view) {
    if (settings.oneIn() > 1 && Long.remainderUnsigned((run * 0x9E3779B97F4A7C15L) >>> 17, settings.oneIn()) != 0) {
      return null;
    }
    boolean interrupted = Thread.interrupted(); // else the file could not be made
    try {
      RunCapture capture = RunCapture.begin(settings, run, over, this::wallAt);
      runs.put(run, capture);
      begun.incrementAndGet();
      return capture.recorder();
    } catch (CxConfigException refused) {
      LOG.log(System.Logger.Level.ERROR, ErrorCode.CAPTURE_NOT_WRITTEN.format(
          "Run " + run + " is not captured: " + refused.getMessage()));
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The capture of that run, if it has one. */
  @Nullable RunCapture of(long run) {
    return runs.get(run);
  }

  @Override
  public void ended(long run, RuntimeObserver observer, Outcome<?, ?> outcome) {
    RunCapture capture = runs.remove(run);
    if (capture == null) {
      return;
    }
    boolean failed = outcome instanceof Outcome.Err || outcome instanceof Outcome.Panicked;
    cut.addAndGet(capture.cutWhy().isPresent() ? 1 : 0);
    try {
      if (capture.finish(failed || settings.keepAll())) {
        kept.incrementAndGet();
        capture.cutWhy().ifPresent(why -> LOG.log(System.Logger.Level.WARNING, ErrorCode.CAPTURE_CUT.format(
            "The capture " + settings.fileOf(run) + " of run " + run + " ends before the run: " + why)));
      }
    } catch (CxConfigException | UncheckedIOException refused) {
      LOG.log(System.Logger.Level.ERROR, ErrorCode.CAPTURE_NOT_WRITTEN.format(
          "The capture of run " + run + " is lost: " + refused.getMessage()));
    }
  }

  @Override
  public List<String> notes() {
    return List.of("capture: " + begun.get() + " runs captured, " + runs.size() + " of them now, " + kept.get()
        + " files kept, " + cut.get() + " cut off");
  }
}
