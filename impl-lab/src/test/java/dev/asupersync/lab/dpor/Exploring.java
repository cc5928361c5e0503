package dev.asupersync.lab.dpor;

import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.spi.OpKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a program under every schedule that there is, or under one of each class. */
final class Exploring {

  private static final LabRuntime LAB =
      LabRuntime.create(LabConfig.defaults().captureTrace(false).stuckLimit(Duration.ZERO).oracles(List.of()));

  /** How often each class was met, and how many runs failed. */
  record Seen(Map<ClassKey, Integer> classes, long runs, long failed, long redundant, long strayed) {}

  private Exploring() {}

  static Seen each(Task<String, Exception> program) {
    Dpor dpor = new Dpor();
    Map<ClassKey, Integer> classes = new HashMap<>();
    long failed = 0;
    while (dpor.hasNext()) {
      LabReport<String, Exception> report = LAB.run(dpor.next(), Exception.class, program);
      failed += report.isFailure() ? 1 : 0;
      dpor.ended();
      classes.merge(dpor.latestClass(), 1, Integer::sum);
    }
    return new Seen(classes, dpor.executions(), failed, dpor.redundant(), dpor.strayed());
  }

  /** These commute with all, so that one order of them is as good as another. */
  private static final Set<OpKind> IDLE =
      EnumSet.of(OpKind.SPAWN, OpKind.CHANNEL_OPEN, OpKind.REGION_OPEN, OpKind.REGION_CLOSE, OpKind.JOIN);

  /** So do these where nothing is cancelled. */
  private static final Set<OpKind> CALM = EnumSet.of(OpKind.START, OpKind.END);

  /** Takes every choice there is, in turn. */
  private static final class Script extends Following {

    private final List<int[]> choices;
    private int position;

    private final boolean calm;

    Script(Dpor dpor, List<int[]> choices, boolean calm) {
      super(dpor, 0, List.of());
      this.choices = choices;
      this.calm = calm;
    }

    @Override
    public int choose(DecisionKind kind, Candidates candidates) {
      if (isBroken()) {
        return 0;
      }
      for (int i = 0; i < candidates.count(); i++) {
        OpKind next = candidates.operation(i);
        if (IDLE.contains(next) || calm && CALM.contains(next)) {
          return i;
        }
      }
      if (position == choices.size()) {
        choices.add(new int[] {0, candidates.count()});
      }
      return choices.get(position++)[0];
    }
  }

  /** How a run ended, in a word. */
  private static String end(LabReport<String, Exception> report) {
    if (!report.isClean()) {
      return report.violations().getFirst().code().toString();
    }
    return report.outcome().orElseThrow() instanceof Outcome.Ok<String, Exception>(String said)
        ? said
        : report.outcome().orElseThrow().toString();
  }

  /** Adds how the runs of one schedule of each class end. */
  static void eachEnd(Task<String, Exception> program, Set<String> ends) {
    Dpor dpor = new Dpor();
    while (dpor.hasNext()) {
      ends.add(end(LAB.run(dpor.next(), Exception.class, program)));
      dpor.ended();
    }
  }

  /** Adds how the runs of all schedules end; false if there are more than {@code most}. */
  static boolean everyEnd(Task<String, Exception> program, long most, boolean calm, Set<String> ends) {
    List<int[]> choices = new ArrayList<>();
    long runs = 0;
    do {
      ends.add(end(LAB.run(new Script(new Dpor(), choices, calm), Exception.class, program)));
      advance(choices);
    } while (!choices.isEmpty() && ++runs < most);
    return choices.isEmpty();
  }

  /** To the next combination of choices; empty behind the last. */
  private static void advance(List<int[]> choices) {
    while (!choices.isEmpty() && choices.getLast()[0] + 1 == choices.getLast()[1]) {
      choices.removeLast();
    }
    if (!choices.isEmpty()) {
      choices.getLast()[0]++;
    }
  }

  static Seen all(Task<String, Exception> program, long most) {
    List<int[]> choices = new ArrayList<>();
    Map<ClassKey, Integer> classes = new HashMap<>();
    Dpor shared = new Dpor();
    long runs = 0;
    long failed = 0;
    do {
      shared.path().cutTo(0);
      Script script = new Script(shared, choices, true);
      LabReport<String, Exception> report = LAB.run(script, Exception.class, program);
      failed += report.isFailure() ? 1 : 0;
      runs++;
      classes.merge(shared.keyOf(script), 1, Integer::sum);
      advance(choices);
    } while (!choices.isEmpty() && runs < most);
    return new Seen(choices.isEmpty() ? classes : Map.of(), runs, failed, 0, 0);
  }
}
