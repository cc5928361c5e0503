package dev.asupersync.lab;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.lab.trace.TraceFileWriter;
import dev.asupersync.lab.trace.TraceMeta;
import dev.asupersync.lab.trace.TraceRecorder;
import dev.asupersync.lab.trace.TraceTarget;
import org.jspecify.annotations.Nullable;

/** The trace file of one run, if it has one: open before the first event, in its place after the last. */
final class TraceRun implements AutoCloseable {

  /** Longer schedules are told by their hash alone. */
  private static final long MAX_DECISIONS = 100_000;

  private final @Nullable TraceRecorder recorder;
  private final @Nullable TraceFileWriter file;

  private TraceRun(@Nullable TraceRecorder recorder, @Nullable TraceFileWriter file) {
    this.recorder = recorder;
    this.file = file;
  }

  /** Errors: CX-4104, before anything has started. */
  static TraceRun begin(LabConfig config, ScheduleStrategy strategy, @Nullable TraceRecorder recorder) {
    if (recorder == null || config.traceTo().isEmpty()) {
      return new TraceRun(recorder, null);
    }
    TraceTarget target = config.traceTo().get();
    TraceFileWriter file = TraceFileWriter.create(
        target.file(),
        new TraceMeta(
            target.program(), config.seed(), strategy.describe(), config.hash(), config.start(), writer()));
    recorder.alsoTo(file);
    return new TraceRun(recorder, file);
  }

  private static String writer() {
    @Nullable String version = TraceRun.class.getPackage().getImplementationVersion();
    return "asupersync " + (version == null ? "(not packaged)" : version);
  }

  /** A file that could not be written is a violation: whoever asked for it must not take the run for fine. */
  void end(Baton baton, Distress distress) {
    if (recorder == null || file == null) {
      return;
    }
    recorder.alsoTo(null);
    DecisionLog decisions = baton.decisions();
    String schedule = decisions.count() <= MAX_DECISIONS ? decisions.schedule().toString() : "";
    try {
      file.finish(0, baton.steps(), DecisionLog.words(decisions.hash()), schedule);
    } catch (CxConfigException notWritten) {
      distress.note(notWritten.code(),
          "The trace of this run could not be written: " + notWritten.getCause() + ".");
    }
  }

  @Override
  public void close() {
    if (recorder != null && file != null) {
      recorder.alsoTo(null);
      file.close();
    }
  }
}
