package dev.asupersync.lab.dpor;

import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RunLoop;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.Violation;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program under one schedule of each class of equivalent ones, up to the first that fails, or until none is
 * left: then no schedule of that program fails.
 *
 * <p>That holds if tasks share nothing that the lab does not see. So it looks: before the first class it runs the
 * program some hundred times at random, and each of these runs must be of a class that is explored then, and end as
 * that does. What is shared in plain fields is found that way (CX-4020): keep it in a
 * {@link dev.asupersync.sync.Cell}. What is kept does not grow with the number of classes.
 *
 * <p>Threads: one at a time.
 */
public final class EverySchedule {

  private static final int SAMPLES = 200;

  private final LabConfig config;
  private final LabRuntime quick;
  private final long mostRuns;
  private final LongConsumer progress;

  /**
   * @param config how to run; its seed is that of the program's random numbers
   * @param mostRuns where to stop if there is no end
   * @param progress is told how many classes were explored
   */
  public EverySchedule(LabConfig config, long mostRuns, LongConsumer progress) {
    this.config = config;
    this.quick = LabRuntime.create(config.stuckLimit(Duration.ZERO)).unrecorded();
    this.mostRuns = mostRuns;
    this.progress = progress;
  }

  /**
   * What was seen.
   *
   * @param classes how many classes were explored
   * @param complete whether these are all
   * @param samples how many runs at random agreed with them
   * @param failure the report of the first run that failed, with its trace and the schedule that leads to it
   */
  public record Seen<T extends @Nullable Object, E extends Exception>(
      long classes, boolean complete, long samples, Optional<LabReport<T, E>> failure) {

    /** One sentence. */
    @Override
    public String toString() {
      if (failure.isPresent()) {
        return classes == 0 ? "two runs at random of one class differ" : "class " + classes + " fails";
      }
      return complete
          ? "all " + classes + " classes of schedules explored, none fails; " + samples
              + " runs at random were of these classes and ended alike"
          : classes + " classes of schedules explored, none fails; there are more";
    }
  }

  /** Explores. The program must be one that can be run again and again. */
  public <T extends @Nullable Object, E extends Exception> Seen<T, E> explore(
      Class<E> errorType, Task<T, E> program) {
    return RunLoop.call(() -> all(errorType, program));
  }

  private <T extends @Nullable Object, E extends Exception> Seen<T, E> all(
      Class<E> errorType, Task<T, E> program) {
    Map<ClassKey, Sample> samples = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      Sample sample = sample(i, errorType, program);
      Sample alike = samples.putIfAbsent(sample.key, sample);
      if (alike != null && !alike.end.equals(sample.end)) {
        return new Seen<>(0, false, 0, Optional.of(walk(i, errorType, program).with(differing(alike.end, sample.end))));
      }
    }
    Dpor dpor = new Dpor();
    while (dpor.hasNext() && dpor.executions() < mostRuns) {
      LabReport<T, E> report = quick.run(dpor.next(), errorType, program);
      dpor.ended();
      progress.accept(dpor.executions());
      if (report.isFailure()) {
        return new Seen<>(dpor.executions(), false, 0, Optional.of(again(report, errorType, program)));
      }
      Sample sample = samples.isEmpty() ? null : samples.remove(dpor.latestClass());
      if (sample != null && !sample.end.equals(digest(report))) {
        return new Seen<>(dpor.executions(), false, 0,
            Optional.of(report.with(differing(sample.end, digest(report)))));
      }
    }
    if (dpor.hasNext()) {
      return new Seen<>(dpor.executions(), false, 0, Optional.empty());
    }
    Optional<LabReport<T, E>> unexplored = samples.values().stream()
        .min(Comparator.comparingInt(Sample::number))
        .map(left -> walk(left.number, errorType, program)
            .with(unsteady("A run at random was of a class that was not explored.")));
    return new Seen<>(dpor.executions(), unexplored.isEmpty(), unexplored.isEmpty() ? SAMPLES : 0, unexplored);
  }

  /** A run at random: of which class it was, and how it ended. */
  private record Sample(int number, ClassKey key, String end) {}

  private <T extends @Nullable Object, E extends Exception> Sample sample(
      int number, Class<E> errorType, Task<T, E> program) {
    Dpor keys = new Dpor();
    Wandering walk = new Wandering(keys, config.seed() + number);
    LabReport<T, E> report = quick.run((ScheduleStrategy) walk, errorType, program);
    return new Sample(number, keys.keyOf(walk), digest(report));
  }

  private <T extends @Nullable Object, E extends Exception> LabReport<T, E> walk(
      int number, Class<E> errorType, Task<T, E> program) {
    return quick.run((ScheduleStrategy) new Wandering(new Dpor(), config.seed() + number), errorType, program);
  }

  /** The same run, with all that helps to understand it. */
  private <T extends @Nullable Object, E extends Exception> LabReport<T, E> again(
      LabReport<T, E> report, Class<E> errorType, Task<T, E> program) {
    LabReport<T, E> told = LabRuntime.create(config).replay(report.schedule(), errorType, program);
    return told.isFailure() ? told : report.with(unsteady("It did not fail when it was run again."));
  }

  private static Violation differing(String one, String other) {
    return unsteady("One run ended with " + one + ", another of the same class with " + other + ".");
  }

  private static Violation unsteady(String what) {
    return new Violation(ErrorCode.UNSEEN_STATE, what + " So something decides that the lab does not see: a field that"
        + " tasks share, a clock, another thread. Keep what they share in a Cell, and ask the Cx for the rest.");
  }

  private static String digest(LabReport<?, ?> report) {
    String how = report.outcome().map(EverySchedule::digest).orElse("nothing");
    return report.isClean() ? how : how + " and " + report.violations().getFirst().code();
  }

  private static String digest(Outcome<?, ?> outcome) {
    return switch (outcome) {
      case Outcome.Ok<?, ?>(String text) -> "Ok " + text;
      case Outcome.Ok<?, ?>(Number number) -> "Ok " + number;
      case Outcome.Ok<?, ?> _ -> "Ok";
      case Outcome.Err<?, ?>(Exception error) -> "Err " + error;
      case Outcome.Cancelled<?, ?>(var reason) -> "Cancelled " + reason.kind();
      case Outcome.Panicked<?, ?>(Throwable cause) -> "Panicked " + cause;
    };
  }
}
