package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Severity;
import dev.asupersync.Task;
import dev.asupersync.combine.plan.Plan;
import dev.asupersync.combine.plan.RewritePolicy;
import dev.asupersync.combine.plan.Rewriting;
import dev.asupersync.combine.plan.Rule;
import dev.asupersync.error.CancelledError;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A plan that was rewritten may end in the same ways as before: both are run in the lab, over many schedules, with
 * every oracle on. Rules: 8.31 to 8.34.
 */
class PlanLawsTest {

  private static final int PLANS = Integer.getInteger("asupersync.laws.plans", 120);
  private static final int MOST_SEEDS = 300;

  /** Draws plans over a few leaves, which often stand there twice. */
  private static final class Draw {

    private final SplittableRandom random;
    private final List<Severity> ends = new ArrayList<>();
    private final List<Plan<String, Oops>> leaves = new ArrayList<>();

    Draw(long seed) {
      random = new SplittableRandom(seed);
      for (int i = 0; i < 3; i++) {
        int kind = random.nextInt(6);
        ends.add(kind < 3 ? Severity.OK : Severity.fromCode(kind - 2).orElseThrow());
        leaves.add(Plan.leaf("p" + i, ending(ends.get(i))));
      }
    }

    Plan<String, Oops> any(int depth) {
      return switch (depth == 0 ? 0 : random.nextInt(6)) {
        case 1 -> Plan.join(any(depth - 1), any(depth - 1));
        case 2 -> Plan.race(any(depth - 1), any(depth - 1));
        case 3 -> {
          Plan<String, Oops> shared = any(0);
          yield Plan.race(Plan.join(shared, any(depth - 1)), Plan.join(shared, any(depth - 1)));
        }
        case 4 -> Plan.timeout(Duration.ofHours(1 + random.nextInt(3)), any(depth - 1));
        default -> leaves.get(random.nextInt(leaves.size()));
      };
    }

    /** How it may end when nothing is known of the schedule. */
    Set<Severity> mayEnd(Plan<String, Oops> plan) {
      Set<Severity> may = EnumSet.noneOf(Severity.class);
      if (plan instanceof Plan.Leaf<String, Oops> leaf) {
        may.add(ends.get(leaf.label().charAt(1) - '0'));
      } else if (plan instanceof Plan.Join) {
        may.add(Severity.OK);
        for (Plan<String, Oops> child : plan.below()) {
          Set<Severity> both = EnumSet.noneOf(Severity.class);
          may.forEach(left -> mayEnd(child).forEach(right -> both.add(left.max(right))));
          may = both;
        }
      } else {
        for (Plan<String, Oops> child : plan.below()) {
          may.addAll(mayEnd(child));
        }
      }
      return may;
    }
  }

  private static Task<String, Oops> ending(Severity severity) {
    return cx -> {
      cx.checkpoint();
      return switch (severity) {
        case OK -> "ok";
        case ERR -> throw new Oops("e");
        case CANCELLED -> throw new CancelledError(CancelReason.user("enough"));
        case PANICKED -> throw new IllegalStateException("broken");
      };
    };
  }

  private static Set<Severity> seen(Plan<String, Oops> plan, Set<Severity> may) {
    Set<Severity> seen = EnumSet.noneOf(Severity.class);
    for (long seed = 1; seed <= MOST_SEEDS && !seen.equals(may); seed++) {
      LabReport<Severity, RuntimeException> report =
          LabRuntime.create(LabConfig.defaults().seed(seed).captureTrace(false))
              .run(new Favourites(seed), RuntimeException.class, cx -> plan.run(cx, Oops.class).severity());
      assertThat(report.isFailure()).as(plan.text() + " with seed " + seed + ": " + report).isFalse();
      Severity end = report.outcome().orElseThrow().orElse(Severity.PANICKED);
      assertThat(may).as(plan.text()).contains(end);
      seen.add(end);
    }
    return seen;
  }

  @Test
  void a_rewritten_plan_may_end_as_the_plan_that_it_was() {
    Set<Rule> used = EnumSet.noneOf(Rule.class);
    for (long number = 1; number <= PLANS; number++) {
      Draw draw = new Draw(number);
      Plan<String, Oops> plan = draw.any(3);
      Set<Severity> may = draw.mayEnd(plan);
      for (RewritePolicy policy : List.of(RewritePolicy.CONSERVATIVE, RewritePolicy.ALL)) {
        Rewriting<String, Oops> rewriting = Rewriting.of(plan, policy);
        rewriting.certificate().steps().forEach(step -> used.add(step.rule()));
        assertThat(rewriting.certificate().replay(plan)).isEqualTo(rewriting.plan());
        assertThat(draw.mayEnd(rewriting.plan())).isEqualTo(may);
        if (!rewriting.certificate().steps().isEmpty()) {
          Set<Severity> before = seen(plan, may);
          Set<Severity> after = seen(rewriting.plan(), may);
          // What has a deadline goes before what has none, so that there not every order can be seen.
          if (!plan.text().contains("timeout")) {
            assertThat(after).as(plan.text() + " to " + rewriting.plan().text() + ", " + draw.ends).isEqualTo(before);
          }
        }
      }
    }
    assertThat(used).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void a_plan_gives_the_values_of_its_leaves_in_order() {
    List<Plan<String, Oops>> leaves =
        IntStream.range(0, 4)
            .<Plan<String, Oops>>mapToObj(i -> Plan.<String, Oops>leaf("p" + i, cx -> "v" + i))
            .toList();
    Plan<String, Oops> plan =
        Plan.join(
            leaves.get(0),
            Plan.timeout(Duration.ofHours(1), Plan.join(leaves.get(1), leaves.get(2))),
            leaves.get(3));

    Outcome<List<String>, Oops> outcome =
        LabRuntime.create(LabConfig.defaults()).run(Oops.class, cx -> plan.run(cx, Oops.class).orThrow())
            .outcome().orElseThrow();

    assertThat(outcome).isEqualTo(new Outcome.Ok<>(List.of("v0", "v1", "v2", "v3")));
  }
}
