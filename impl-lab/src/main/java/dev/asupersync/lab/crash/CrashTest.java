package dev.asupersync.lab.crash;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.RunEnd;
import dev.asupersync.lab.explore.ScheduleClass;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.fault.Disturbed;
import dev.asupersync.lab.fault.Place;
import dev.asupersync.lab.inject.Places;
import dev.asupersync.lab.inject.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends a program at each of its points, as {@code kill -9} and a power cut do, lets it recover in a second process, and
 * asks whether what it finds is right.
 *
 * <pre>{@code
 * CrashReport report = CrashTest.of(LabConfig.defaults()).schedules(20).run("log", () -> new LogTrial());
 * assertTrue(report.isOk(), report.toString());
 * }</pre>
 *
 * <p>A point stands before each operation and each wait of each task, and in each operation of the store. At the crash
 * the store loses what was not safe: of the schedules that are tried for a point, in the first it loses all of it, in
 * the next two what can be torn is torn, in the fourth all is kept, and in the others that is drawn.
 *
 * <p>No finalizer and no cleanup has any effect: the store is off before anything else can happen. (In memory, blocks
 * that are being left are left as Java does it; nothing that they do is seen by the second process.)
 *
 * <p>Threads: one; each call is a test of its own.
 */
public final class CrashTest {

  private final LabConfig config;
  private final LongFunction<Search> search;
  private final Points points;
  private final long schedules;
  private final boolean inRecovery;
  private final int mostFailures;

  private CrashTest(LabConfig config, LongFunction<Search> search, Points points, long schedules, boolean inRecovery,
      int mostFailures) {
    this.config = config;
    this.search = search;
    this.points = points;
    this.schedules = schedules;
    this.inRecovery = inRecovery;
    this.mostFailures = mostFailures;
  }

  /** At all points, in 10 random walks each. */
  public static CrashTest of(LabConfig config) {
    return new CrashTest(config, Searches::walk, new Points.All(), 10, false, 3);
  }

  /** How many schedules are tried for each point. */
  public CrashTest schedules(long each) {
    if (each < 1) {
      throw new IllegalArgumentException("A crash test with " + each + " schedules for each point: needs 1 or more.");
    }
    return new CrashTest(config, search, points, each, inRecovery, mostFailures);
  }

  /** Which schedules, by seed: asked for a new search for each point. */
  public CrashTest search(LongFunction<Search> value) {
    return new CrashTest(config, value, points, schedules, inRecovery, mostFailures);
  }

  /** At which points. */
  public CrashTest points(Points some) {
    return new CrashTest(config, search, some, schedules, inRecovery, mostFailures);
  }

  /** Ends the recovery, too, at some point, and lets it begin again. */
  public CrashTest inRecovery() {
    return new CrashTest(config, search, points, schedules, true, mostFailures);
  }

  /** The test ends when so many points have failed. */
  public CrashTest mostFailures(int value) {
    return new CrashTest(config, search, points, schedules, inRecovery, value);
  }

  /**
   * Makes all the runs. Errors: CX-4009 for an unknown oracle.
   *
   * @param name what the program is called; its tokens are for programs of that name
   * @param trials a new one for each run
   */
  public CrashReport run(String name, Supplier<? extends CrashTrial> trials) {
    return new Sweep(name, trials).run();
  }

  /**
   * Makes one run again.
   *
   * @return what is wrong then; nothing if all is well
   */
  public Optional<String> replay(String name, CrashToken token, Supplier<? extends CrashTrial> trials) {
    if (!token.processes().stream().allMatch(process -> process.isOf(name))) {
      throw new CxUsageException(ErrorCode.TOKEN_OF_ANOTHER_PROGRAM, "The token is not of the program \"" + name
          + "\": it was told for one of another name. Replay it with that; if the program was renamed, look for the"
          + " failure again.");
    }
    return Lives.replayed(config, name, trials.get(), token).wrong();
  }

  /** One test, and what it has found so far. */
  private final class Sweep {
    private final String name;
    private final Supplier<? extends CrashTrial> trials;
    private final Places places = new Places();
    private final List<CrashReport.Found> failures = new ArrayList<>();
    private final long began = System.nanoTime();
    private String words = "";
    private long tried;
    private long runs;
    private long crashes;
    private long recoveryPoints = 1;

    Sweep(String name, Supplier<? extends CrashTrial> trials) {
      this.name = name;
      this.trials = trials;
    }

    CrashReport run() {
      Optional<Lives> without = at(null);
      if (without.isEmpty()) {
        for (int i = 0; i < places.size() && failures.size() < mostFailures; i++) {
          if (points.has(i + 1L)) {
            tried++;
            Place place = places.get(i);
            at(place).ifPresent(failed -> failures.add(found(place, failed)));
          }
        }
      }
      return new CrashReport(name, words, tried, runs, crashes, System.nanoTime() - began,
          without.flatMap(Lives::wrong), failures);
    }

    /** The first run that fails, if one does. */
    private Optional<Lives> at(@Nullable Place place) {
      Search tries = search.apply(config.seed());
      words = words.isEmpty() ? tries.describe() : words;
      for (long run = 0; run < schedules; ) {
        List<? extends ScheduleStrategy> round = tries.next();
        if (round.isEmpty()) {
          return Optional.empty();
        }
        for (int i = 0; i < round.size() && run < schedules; i++) {
          Lives lives = live(round.get(i), place, run);
          if (lives.wrong().isPresent()) {
            return Optional.of(lives);
          }
          tries.ended(i, new RunEnd(run, lives.first(), new ScheduleClass(0, run), true));
          run++;
        }
      }
      return Optional.empty();
    }

    private Lives live(ScheduleStrategy schedule, @Nullable Place place, long run) {
      CrashTrial trial = trials.get();
      CrashPoint first = place == null ? CrashPoint.none() : CrashPoint.at(place);
      Lives lives = new Lives(config, name, trial);
      Losses losses = new Losses(config.seed(), run);
      lives.live(new Disturbed(schedule, Lives.PLAN, first, trial.store()::attached, losses));
      first.met().forEach(places::add);
      boolean again = inRecovery && lives.hasCrashed() && run % 2 == 1;
      long seed = config.seed() + run;
      if (again) {
        lives.live(recovery(trial, seed, CrashPoint.at(run % recoveryPoints), new Losses(config.seed() + 1, run)));
      }
      if (!again || lives.hasCrashed()) {
        CrashPoint last = CrashPoint.none();
        lives.live(recovery(trial, seed + 1, last, losses));
        recoveryPoints = Math.max(recoveryPoints, last.met().size());
      }
      lives.judge();
      runs++;
      crashes += lives.crashes();
      return lives;
    }

    private Disturbed recovery(CrashTrial trial, long seed, CrashPoint point, Losses losses) {
      return new Disturbed(new RandomWalk(seed), Lives.PLAN, point, trial.store()::attached, losses);
    }

    /** With the run made again, to see that it is the crash that decides. */
    private CrashReport.Found found(Place place, Lives failed) {
      String wrong = failed.wrong().orElseThrow();
      CrashToken token = failed.token();
      Optional<String> again = Lives.replayed(config, name, trials.get(), token).wrong();
      return again.isPresent() && again.get().equals(wrong)
          ? new CrashReport.Found(place, wrong, token)
          : new CrashReport.Found(place, wrong + "\nCX-4004 The same run again did something else, so something decides"
              + " that the lab does not control: " + again.orElse("nothing was wrong"), token);
    }
  }
}
