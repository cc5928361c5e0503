package dev.asupersync.lab.shrink;

import dev.asupersync.Task;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RunLoop;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Recorder;
import dev.asupersync.lab.explore.ReplayToken;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing schedule as short as it can: it leaves out tasks, switches and odd choices, runs the program again
 * each time, and keeps what fails in the same way with less to follow. What is left is needed: without any one of its
 * switches that failure is not there.
 *
 * <pre>{@code
 * Shrinker.of(LabConfig.defaults(), 10_000).shrink("transfer", failing, Exception.class, cx -> transfer(cx))
 *     .ifPresent(System.out::println);
 * }</pre>
 *
 * <p>The result depends on nothing but the program and the schedule, and is never worse than that.
 *
 * <p>Threads: one.
 */
public final class Shrinker {

  /** Steps of a brief search: about a second. */
  private static final long BRIEF_STEPS = 2_000_000;

  private static final long BRIEF_RUNS = 2_000;

  /** So often as steps allow. */
  private static final long BRIEF = -1;

  private final LabConfig config;
  private final LabRuntime quick;
  private final long mostRuns;

  private Shrinker(LabConfig config, long mostRuns) {
    this.config = config;
    this.quick = LabRuntime.create(config.stuckLimit(Duration.ZERO)).unrecorded();
    this.mostRuns = mostRuns;
  }

  /** One that runs a program at most so often. */
  public static Shrinker of(LabConfig config, long mostRuns) {
    return new Shrinker(config, mostRuns);
  }

  /** One that looks for about a second: not on the clock, but so often as that many steps allow. */
  public static Shrinker brief(LabConfig config) {
    return new Shrinker(config, BRIEF);
  }

  /**
   * What came of it.
   *
   * @param report the shortest run that fails in the same way, with its trace
   * @param token the word that makes it again
   * @param runs how often the program was run
   */
  public record Shrunk(Cost before, Cost after, LabReport<?, ?> report, ReplayToken token, Story story, long runs) {

    /** For a report that has more to say: the end of the story. */
    public String brief() {
      return "The shortest run found that fails so has " + after + " (it had " + before + "; " + runs
          + " runs):\n\n" + story.text(60);
    }

    /** What a person needs to know. */
    @Override
    public String toString() {
      return "From " + before + "\nto " + after + ", in " + runs + " runs.\n\n" + story;
    }
  }

  /**
   * Shrinks the run that {@code failing} makes; nothing if that does not fail. Errors: CX-4008 when it is of another
   * program.
   *
   * @param name what the program is called; the token is for that
   */
  public <T extends @Nullable Object, E extends Exception> Optional<Shrunk> shrink(
      String name, ScheduleStrategy failing, Class<E> errorType, Task<T, E> program) {
    return RunLoop.call(() -> shrunk(name, failing, errorType, program));
  }

  private <T extends @Nullable Object, E extends Exception> Optional<Shrunk> shrunk(
      String name, ScheduleStrategy failing, Class<E> errorType, Task<T, E> program) {
    Tape first = new Tape(failing);
    LabReport<T, E> found = quick.run(first, errorType, program);
    if (!found.isClean() && found.violations().getFirst().code() == ErrorCode.SCHEDULE_DIVERGED) {
      throw new CxViolationException(ErrorCode.SCHEDULE_DIVERGED, found.violations().getFirst().text());
    }
    String signature = Signature.of(found);
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    Attempts attempts = new Attempts(
        strategy -> Signature.of(quick.run(strategy, errorType, program)).equals(signature),
        failing,
        mostRuns == BRIEF ? Math.clamp(BRIEF_STEPS / Math.max(1, found.steps()), 50, BRIEF_RUNS) : mostRuns);
    Plan best = attempts.shortest(first);
    Recorder recorder = new Recorder(attempts.steering(best == null ? first.made() : best));
    LabReport<T, E> told = LabRuntime.create(config).run(recorder, errorType, program);
    Cost after = best == null ? first.cost() : attempts.cost();
    return Optional.of(new Shrunk(first.cost(), after, told,
        recorder.token(name, config.entropySeed().orElse(config.seed())), Story.of(told), attempts.runs() + 2));
  }
}
