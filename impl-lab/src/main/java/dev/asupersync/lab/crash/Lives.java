package dev.asupersync.lab.crash;

import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Recorder;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultRule;
import dev.asupersync.lab.fault.Moment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processes of one run, one after the other over one store. */
final class Lives {

  static final FaultPlan PLAN = FaultPlan.of(new FaultRule(
      List.of(new Fault.Crash()), EnumSet.of(Moment.OPERATION, Moment.WAIT, Moment.IO), Set.of(), Set.of(), 1));

  private final LabConfig config;
  private final String name;
  private final CrashTrial trial;
  private final List<ReplayToken> tokens = new ArrayList<>();
  private final List<LabReport<?, ?>> reports = new ArrayList<>();
  private Optional<String> wrong = Optional.empty();

  Lives(LabConfig config, String name, CrashTrial trial) {
    this.config = config;
    this.name = name;
    this.trial = trial;
  }

  /** The same processes again, as they were. */
  static Lives replayed(LabConfig config, String name, CrashTrial trial, CrashToken token) {
    Lives lives = new Lives(config.entropySeed(token.processes().getFirst().seed()), name, trial);
    for (ReplayToken process : token.processes()) {
      Replay replay = Replay.of(process).over(trial.store()::attached);
      lives.live(replay);
      if (replay.divergence().isPresent()) {
        lives.wrong = replay.divergence();
        return lives;
      }
    }
    lives.judge();
    return lives;
  }

  /** One more process: the first works, the others recover. None begins after one that failed by itself. */
  void live(ScheduleStrategy strategy) {
    if (wrong.isPresent()) {
      return;
    }
    boolean isFirst = reports.isEmpty();
    trial.store().restart();
    Recorder recorder = new Recorder(strategy);
    LabReport<String, Exception> report = LabRuntime.create(config).unrecorded().run(recorder, Exception.class, cx -> {
      if (isFirst) {
        trial.run(cx);
      } else {
        trial.recover(cx);
      }
      return "";
    });
    reports.add(report);
    tokens.add(recorder.token(name, config.entropySeed().orElse(config.seed())));
    if (!hasCrashed() && (!report.isClean() || !report.outcome().map(ended -> ended.isOk()).orElse(false))) {
      wrong = Optional.of((isFirst ? "the program" : "the recovery") + " fails: " + words(report));
    }
  }

  /** When the last process has ended by itself. */
  void judge() {
    if (wrong.isEmpty() && !hasCrashed()) {
      wrong = trial.complaint();
    }
  }

  private static String words(LabReport<?, ?> report) {
    return report.isClean()
        ? report.outcome().map(Object::toString).orElse("it had to be ended by force")
        : report.violations().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  /** Whether the latest process crashed. */
  boolean hasCrashed() {
    return reports.getLast().injected().containsKey("crash");
  }

  long crashes() {
    return reports.stream().filter(report -> report.injected().containsKey("crash")).count();
  }

  LabReport<?, ?> first() {
    return reports.getFirst();
  }

  Optional<String> wrong() {
    return wrong;
  }

  CrashToken token() {
    return new CrashToken(tokens);
  }
}
