package dev.asupersync.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.asupersync.Task;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.Decision;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.spi.Lane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BoundedTest {

  private static final LabRuntime LAB = LabRuntime.create(Small.ALONE).unrecorded();

  /** Two tasks with one step each, beside beginning and ending. */
  private static final Task<String, Exception> TINY = Small.program(1, 0, Small.writes(0, 1), Small.writes(0, 1));

  private static final Task<String, Exception> LOCKS = Small.program(0, 1,
      (c, v, m) -> m.get(0).lock(c).release(), (c, v, m) -> m.get(0).lock(c).release());

  /** Takes every choice in turn, by depth first search: nothing of this is shared with what is tested. */
  private static final class Script implements ScheduleStrategy {
    private final List<int[]> choices;
    private int position;
    int deviations;
    int preemptions;
    double probability = 1;

    Script(List<int[]> choices) {
      this.choices = choices;
    }

    @Override
    public boolean minds(Lane lane) {
      return false;
    }

    @Override
    public int choose(DecisionKind kind, Candidates candidates) {
      if (position == choices.size()) {
        choices.add(new int[] {0, candidates.count()});
      }
      int chosen = choices.get(position++)[0];
      int kept = -1;
      int oldest = 0;
      for (int i = 0; i < candidates.count(); i++) {
        kept = candidates.isRunning(i) ? i : kept;
        oldest = candidates.strand(i) < candidates.strand(oldest) ? i : oldest;
      }
      deviations += chosen == (kept < 0 ? oldest : kept) ? 0 : 1;
      preemptions += kept < 0 || chosen == kept ? 0 : 1;
      probability /= candidates.count();
      return chosen;
    }
  }

  /** How many schedules there are by deviations or preemptions. */
  private static Map<Integer, Integer> counted(Task<String, Exception> program, boolean preemptions) {
    Map<Integer, Integer> counted = new TreeMap<>();
    List<int[]> choices = new ArrayList<>();
    do {
      Script script = new Script(choices);
      LAB.run(script, Exception.class, program);
      counted.merge(preemptions ? script.preemptions : script.deviations, 1, Integer::sum);
      while (!choices.isEmpty() && choices.getLast()[0] + 1 == choices.getLast()[1]) {
        choices.removeLast();
      }
      if (!choices.isEmpty()) {
        choices.getLast()[0]++;
      }
    } while (!choices.isEmpty());
    return counted;
  }

  /** How many schedules were run while each bound was the highest that was done. */
  private static Map<Integer, Integer> searched(Bounded search, Task<String, Exception> program) {
    Map<Integer, Integer> searched = new TreeMap<>();
    Set<List<Decision>> schedules = new HashSet<>();
    long number = 0;
    for (var round = search.next(); !round.isEmpty(); round = search.next()) {
      int bound = search.exhausted() + 1;
      int index = 0;
      for (Deviations strategy : round) {
        Watch watch = new Watch(strategy);
        LabReport<String, Exception> report = LAB.run(watch, Exception.class, program);
        assertThat(schedules.add(report.schedule().decisions())).as("a schedule is run once").isTrue();
        searched.merge(bound, 1, Integer::sum);
        search.ended(index++, new RunEnd(number++, report, watch.result(), false));
      }
    }
    return searched;
  }

  @Test
  void every_schedule_is_run_once_in_the_order_of_its_deviations() {
    for (Task<String, Exception> program : List.of(TINY, LOCKS)) {
      Bounded search = Bounded.delays(Integer.MAX_VALUE);

      assertThat(searched(search, program)).isEqualTo(counted(program, false)).hasSizeGreaterThan(4);
      assertThat(search.isComplete()).isTrue();
    }
  }

  @Test
  void every_schedule_is_run_once_in_the_order_of_its_preemptions() {
    for (Task<String, Exception> program : List.of(TINY, LOCKS)) {
      Bounded search = Bounded.preemptions(Integer.MAX_VALUE);

      assertThat(searched(search, program)).isEqualTo(counted(program, true)).hasSizeGreaterThan(4);
      assertThat(search.isComplete()).isTrue();
    }
  }

  @Test
  void the_search_ends_with_its_bound_and_does_not_say_that_this_is_all() {
    Bounded search = Bounded.delays(2);
    Map<Integer, Integer> counted = counted(TINY, false);

    assertThat(searched(search, TINY)).isEqualTo(Map.of(0, 1, 1, counted.get(1), 2, counted.get(2)));
    assertThat(search.exhausted()).isEqualTo(2);
    assertThat(search.isComplete()).isFalse();
  }

  /** A budget cuts the last round off: what was not run must not count as done. */
  @Test
  void a_round_that_was_cut_off_is_not_complete() {
    int all = counted(TINY, false).values().stream().mapToInt(Integer::intValue).sum();

    assertThat(explored(all).isComplete()).isTrue();
    assertThat(explored(all - 1).isComplete()).isFalse();
  }

  private static Exploration explored(int most) {
    return Explorer.of(Small.ALONE).budget(Budget.schedules(most))
        .explore("tiny", Bounded.delays(Integer.MAX_VALUE), Exception.class, TINY);
  }

  /** The walk takes each of n candidates with 1/n, so the sum over all schedules is 1. */
  @Test
  void the_walk_loses_an_update_as_often_as_the_choices_say() {
    Task<String, Exception> race = Small.program(1, 0, Small.increment(0), Small.increment(0));
    double sum = 0;
    double lost = 0;
    List<int[]> choices = new ArrayList<>();
    do {
      Script script = new Script(choices);
      LabReport<String, Exception> report = LAB.run(script, Exception.class, race);
      sum += script.probability;
      lost += isLost(report) ? script.probability : 0;
      while (!choices.isEmpty() && choices.getLast()[0] + 1 == choices.getLast()[1]) {
        choices.removeLast();
      }
      if (!choices.isEmpty()) {
        choices.getLast()[0]++;
      }
    } while (!choices.isEmpty());

    Exploration walked = Explorer.of(Small.ALONE).countingAll().failing(BoundedTest::isLost)
        .budget(Budget.schedules(20_000)).explore("race", Searches.walk(1), Exception.class, race);

    assertThat(sum).isCloseTo(1, offset(1e-9));
    double deviation = Math.sqrt(lost * (1 - lost) / 20_000);
    assertThat(walked.failures() / 20_000.0).isBetween(lost - 4 * deviation, lost + 4 * deviation);
    assertThat(lost).isBetween(0.1, 0.9);
  }

  private static boolean isLost(LabReport<?, ?> report) {
    return report.outcome().orElseThrow().toString().contains("value=1");
  }
}
