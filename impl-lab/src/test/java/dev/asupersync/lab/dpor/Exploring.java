package dev.asupersync.lab.dpor;

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

  /** Of programs that cancel nothing these commute with all, so that one order of them is as good as another. */
  private static final Set<OpKind> IDLE = EnumSet.of(
      OpKind.START, OpKind.END, OpKind.SPAWN, OpKind.CHANNEL_OPEN, OpKind.REGION_OPEN, OpKind.REGION_CLOSE);

  /** Takes every choice there is, in turn. */
  private static final class Script extends Following {

    private final List<int[]> choices;
    private int position;

    Script(Dpor dpor, List<int[]> choices) {
      super(dpor, 0, List.of());
      this.choices = choices;
    }

    @Override
    public int choose(DecisionKind kind, Candidates candidates) {
      if (isBroken()) {
        return 0;
      }
      for (int i = 0; i < candidates.count(); i++) {
        if (IDLE.contains(candidates.operation(i))) {
          return i;
        }
      }
      if (position == choices.size()) {
        choices.add(new int[] {0, candidates.count()});
      }
      return choices.get(position++)[0];
    }
  }

  static Seen all(Task<String, Exception> program, long most) {
    List<int[]> choices = new ArrayList<>();
    Map<ClassKey, Integer> classes = new HashMap<>();
    Dpor shared = new Dpor();
    long runs = 0;
    long failed = 0;
    do {
      shared.path().clear();
      Script script = new Script(shared, choices);
      LabReport<String, Exception> report = LAB.run(script, Exception.class, program);
      failed += report.isFailure() ? 1 : 0;
      runs++;
      classes.merge(shared.keyOf(script), 1, Integer::sum);
      while (!choices.isEmpty() && choices.getLast()[0] + 1 == choices.getLast()[1]) {
        choices.removeLast();
      }
      if (!choices.isEmpty()) {
        choices.getLast()[0]++;
      }
    } while (!choices.isEmpty() && runs < most);
    return new Seen(choices.isEmpty() ? classes : Map.of(), runs, failed, 0, 0);
  }
}
