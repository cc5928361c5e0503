package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Severity;
import dev.asupersync.combine.All;
import dev.asupersync.combine.FirstOk;
import dev.asupersync.combine.Hedge;
import dev.asupersync.combine.Join;
import dev.asupersync.combine.Pipeline;
import dev.asupersync.combine.Quorum;
import dev.asupersync.combine.Votes;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.tck.Sketch.End;
import dev.asupersync.tck.Sketch.First;
import dev.asupersync.tck.Sketch.Leaf;
import dev.asupersync.tck.Sketch.Never;
import dev.asupersync.tck.Sketch.Timed;
import dev.asupersync.tck.Sketch.Together;
import dev.asupersync.tck.Sketch.Within;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The laws of the combinators, over programs that are drawn and in the lab, with every oracle on. Rules: 8.23 to
 * 8.29. {@code -Dasupersync.laws.programs=N} says how many programs.
 *
 * <p>Where the time of everything is known, two programs that a law calls equal must end alike, at the time and
 * in the way that their meaning says. Where it is not, the schedule decides, and they must have the same ends to
 * choose from.
 */
class CombinatorLawsTest {

  private static final int PROGRAMS = Integer.getInteger("asupersync.laws.programs", 200);
  private static final int SEEDS = 3;
  private static final int MOST_SEEDS = 500;
  private static final Sketch UNIT = new Leaf(0, End.ok(""), false);

  /** Three programs to make others of, in one world. */
  private interface Law {
    void check(Cx cx, Sketch a, Sketch b, Sketch c, Sketches more);
  }

  private static void forAll(Law law) {
    for (long program = 1; program <= PROGRAMS; program++) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        Sketches sketches = Sketches.timed(program);
        Sketch a = sketches.any(2);
        Sketch b = sketches.any(2);
        Sketch c = sketches.any(1);
        long number = program;
        inLab(seed, "program " + number + " of " + List.of(a, b, c), cx -> law.check(cx, a, b, c, sketches));
      }
    }
  }

  private static void inLab(long seed, String what, Consumer<Cx> body) {
    inLab(seed, new RandomWalk(seed), what, body);
  }

  private static void inLab(long seed, ScheduleStrategy strategy, String what, Consumer<Cx> body) {
    LabReport<String, RuntimeException> report =
        LabRuntime.create(LabConfig.defaults().seed(seed).captureTrace(false))
            .run(strategy, RuntimeException.class, cx -> {
              body.accept(cx);
              return "";
            });
    if (report.isFailure()) {
      throw new AssertionError(what + " with seed " + seed + ": " + report, cause(report));
    }
  }

  private static Throwable cause(LabReport<?, ?> report) {
    return report.outcome().orElse(null) instanceof Outcome.Panicked<?, ?>(Throwable cause) ? cause : null;
  }

  /** Runs it, and holds it to its meaning. */
  private static End end(Cx cx, Sketch program) {
    long before = cx.nanoTime();
    End end = End.of(new Within(1_000, program).run(cx));
    Timed meaning = program.meaning(1_000);
    assertThat(end).as(program.toString()).isEqualTo(meaning.end());
    assertThat(cx.nanoTime() - before).as(program.toString()).isEqualTo(meaning.millis() * 1_000_000);
    return end;
  }

  private static Severity severity(Cx cx, Sketch program) {
    return end(cx, program).severity();
  }

  private static Sketch join(Sketch... parts) {
    return new Together(List.of(parts));
  }

  private static Sketch race(Sketch... parts) {
    return new First(List.of(parts));
  }

  @Test
  void join_is_associative_commutative_and_idempotent_and_has_an_identity() {
    forAll((cx, a, b, c, _) -> {
      assertThat(end(cx, join(join(a, b), c))).isEqualTo(end(cx, join(a, join(b, c))));
      assertThat(severity(cx, join(a, b))).isEqualTo(severity(cx, join(b, a)));
      assertThat(severity(cx, join(a, a))).isEqualTo(severity(cx, a));
      assertThat(end(cx, join(a, UNIT))).isEqualTo(end(cx, a)).isEqualTo(end(cx, join(UNIT, a)));
    });
  }

  @Test
  void join_is_as_bad_as_the_worst_and_a_panic_absorbs() {
    forAll((cx, a, b, _, more) -> {
      assertThat(severity(cx, join(a, b))).isEqualTo(severity(cx, a).max(severity(cx, b)));
      Sketch panic = new Leaf(more.time(), End.PANICKED, false);
      assertThat(severity(cx, join(a, panic, b))).isEqualTo(Severity.PANICKED);
    });
  }

  @Test
  void race_is_associative_and_commutative_and_never_is_its_identity() {
    forAll((cx, a, b, c, _) -> {
      assertThat(end(cx, race(race(a, b), c))).isEqualTo(end(cx, race(a, race(b, c))));
      assertThat(end(cx, race(a, b))).isEqualTo(end(cx, race(b, a)));
      assertThat(end(cx, race(a, new Never()))).isEqualTo(end(cx, a)).isEqualTo(end(cx, race(new Never(), a)));
      assertThat(end(cx, race(a))).isEqualTo(end(cx, a));
    });
  }

  @Test
  void of_two_timeouts_the_shorter_counts_and_an_endless_one_does_nothing() {
    forAll((cx, a, _, _, more) -> {
      long one = more.time();
      long two = more.time();
      assertThat(end(cx, new Within(one, new Within(two, a)))).isEqualTo(end(cx, new Within(Math.min(one, two), a)));
      assertThat(end(cx, new Within(Sketch.FOR_EVER, a))).isEqualTo(end(cx, a));
    });
  }

  @Test
  void combinators_of_one_program_are_that_program() {
    forAll((cx, a, b, _, more) -> {
      assertThat(End.of(FirstOk.of(cx, Oops.class, a.task()).outcome())).isEqualTo(end(cx, a));
      assertThat(End.of(Hedge.of(cx, Oops.class, Duration.ofSeconds(1), a.task(), b.task()))).isEqualTo(end(cx, a));
      assertThat(End.of(cx.region(Oops.class, scope ->
          Pipeline.<String, String, Oops>of((c, _) -> a.task().run(c)).run(scope.cx(), "")))).isEqualTo(end(cx, a));
    });
  }

  @Test
  void first_ok_is_the_second_after_an_error_of_the_first() {
    forAll((cx, a, b, _, _) -> {
      End first = end(cx, a);
      End second = end(cx, b);
      assertThat(End.of(FirstOk.of(cx, Oops.class, a.task(), b.task()).outcome()))
          .isEqualTo(first.severity() == Severity.ERR ? second : first);
    });
  }

  @Test
  void a_quorum_of_all_is_met_as_a_join_and_a_quorum_of_one_by_any() {
    forAll((cx, a, b, c, _) -> {
      List<Sketch> parts = List.of(a, b, c);
      var tasks = parts.stream().map(Sketch::task).toList();
      All<String, Oops> all = Join.all(cx, Oops.class, tasks);
      Votes<String, Oops> every = Quorum.of(cx, Oops.class, 3, tasks);
      assertThat(every.values().isOk()).isEqualTo(all.values().isOk());
      if (all.values().isOk()) {
        assertThat(every.values()).isEqualTo(all.values());
      }
      assertThat(Quorum.of(cx, Oops.class, 1, tasks).isMet())
          .isEqualTo(all.outcomes().stream().anyMatch(Outcome::isOk));
    });
  }

  @Test
  void sleeping_until_two_times_is_sleeping_until_the_later_and_checkpoints_add_nothing() {
    for (long seed = 1; seed <= PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Duration one = Duration.ofMillis(random.nextInt(20));
      Duration two = Duration.ofMillis(random.nextInt(20));
      inLab(seed, one + " and " + two, cx -> {
        Instant start = cx.now();
        cx.sleepUntil(start.plus(one));
        cx.sleepUntil(start.plus(two));
        cx.checkpoint();
        cx.checkpoint();
        assertThat(Duration.between(start, cx.now())).isEqualTo(one.compareTo(two) > 0 ? one : two);
      });
    }
  }

  /** Rules 8.26 and 8.29: the ends to choose from. */
  @Test
  void where_the_schedule_decides_equal_programs_have_the_same_ends_to_choose_from() {
    for (long program = 1; program <= PROGRAMS / 4; program++) {
      Sketches sketches = Sketches.untimed(program);
      Sketch a = sketches.any(0);
      Sketch b = sketches.any(1);
      Sketch c = sketches.any(0);
      sameChoice(race(race(a, b), c), race(a, race(b, c)));
      sameChoice(race(a, b), race(b, a));
      sameChoice(join(join(a, b), c), join(a, join(b, c)));
      sameChoice(race(join(a, b), join(a, c)), join(a, race(b, c)));
    }
  }

  private static void sameChoice(Sketch left, Sketch right) {
    assertThat(severities(left.mayEnd())).isEqualTo(severities(right.mayEnd()));
    assertThat(seen(left)).as(left + " and " + right).isEqualTo(seen(right));
  }

  private static Set<Severity> severities(Set<End> ends) {
    return ends.stream().map(End::severity).collect(Collectors.toCollection(() -> EnumSet.noneOf(Severity.class)));
  }

  /** Looks at as many schedules as it takes to see every end that there may be, and no other. */
  private static Set<Severity> seen(Sketch program) {
    Set<End> may = program.mayEnd();
    Set<Severity> all = severities(may);
    Set<Severity> seen = EnumSet.noneOf(Severity.class);
    for (long seed = 1; seed <= MOST_SEEDS && !seen.equals(all); seed++) {
      inLab(seed, new Favourites(seed), program.toString(), cx -> {
        End end = End.of(program.run(cx));
        assertThat(may).as(program.toString()).contains(end);
        seen.add(end.severity());
      });
    }
    return seen;
  }
}
