package dev.asupersync.combine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.combine.plan.Certificate.Step;
import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules 8.30 to 8.34. */
class RewritingTest {

  private static final Plan.Leaf<String, RuntimeException> A = Plan.leaf("a", cx -> "a");
  private static final Plan.Leaf<String, RuntimeException> B = Plan.leaf("b", cx -> "b");
  private static final Plan.Leaf<String, RuntimeException> C = Plan.leaf("c", cx -> "c");
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static String rewritten(Plan<String, RuntimeException> plan, RewritePolicy policy) {
    Rewriting<String, RuntimeException> rewriting = Rewriting.of(plan, policy);
    assertThat(rewriting.certificate().replay(plan)).isEqualTo(rewriting.plan());
    return rewriting.plan().text();
  }

  private static RewritePolicy only(Law law) {
    return new RewritePolicy(Set.of(law));
  }

  @Test
  void each_rule_rewrites_what_it_is_for() {
    assertThat(rewritten(Plan.join(A, Plan.join(B, C)), only(Law.JOIN_ASSOCIATIVE)))
        .isEqualTo("join(\"a\",\"b\",\"c\")");
    assertThat(rewritten(Plan.race(Plan.race(A, B), C), only(Law.RACE_ASSOCIATIVE)))
        .isEqualTo("race(\"a\",\"b\",\"c\")");
    assertThat(rewritten(Plan.join(C, A, B), only(Law.JOIN_COMMUTATIVE))).isEqualTo("join(\"a\",\"b\",\"c\")");
    assertThat(rewritten(Plan.race(C, A, B), only(Law.RACE_COMMUTATIVE))).isEqualTo("race(\"a\",\"b\",\"c\")");
    assertThat(rewritten(Plan.timeout(LONG, Plan.timeout(SHORT, A)), only(Law.TIMEOUTS_MEET)))
        .isEqualTo("timeout(PT1S,\"a\")");
    assertThat(rewritten(Plan.race(Plan.join(A, B), Plan.join(A, C)), only(Law.RACE_DISTRIBUTES)))
        .isEqualTo("join(\"a\",race(\"b\",\"c\"))");
    assertThat(rewritten(Plan.race(Plan.join(B, A), Plan.join(C, A)), only(Law.RACE_DISTRIBUTES)))
        .isEqualTo("join(race(\"b\",\"c\"),\"a\")");
  }

  @Test
  void what_one_rule_makes_the_next_one_finds() {
    Plan<String, RuntimeException> plan =
        Plan.join(C, Plan.race(Plan.join(A, B), Plan.join(A, Plan.timeout(LONG, Plan.timeout(SHORT, C)))));

    assertThat(rewritten(plan, RewritePolicy.CONSERVATIVE))
        .isEqualTo("join(\"c\",\"a\",race(\"b\",timeout(PT1S,\"c\")))");
  }

  @Test
  void a_policy_allows_what_its_laws_allow_and_nothing_else() {
    Plan<String, RuntimeException> plan = Plan.join(C, Plan.join(B, A));

    assertThat(rewritten(plan, RewritePolicy.NONE)).isEqualTo(plan.text());
    assertThat(rewritten(plan, RewritePolicy.CONSERVATIVE)).isEqualTo("join(\"c\",\"b\",\"a\")");
    assertThat(rewritten(plan, RewritePolicy.ALL)).isEqualTo("join(\"a\",\"b\",\"c\")");
  }

  @Test
  void only_a_leaf_that_is_common_to_two_binary_joins_is_shared() {
    for (Plan<String, RuntimeException> plan : List.<Plan<String, RuntimeException>>of(
        Plan.race(Plan.join(A, B), Plan.join(B, C)),
        Plan.race(Plan.join(A, B, C), Plan.join(A, C)),
        Plan.race(Plan.join(A, B), A),
        Plan.race(Plan.join(Plan.race(A, B), C), Plan.join(Plan.race(A, B), B)),
        Plan.race(Plan.join(A, B), Plan.join(Plan.<String, RuntimeException>leaf("a", cx -> "other"), C)))) {
      assertThat(rewritten(plan, only(Law.RACE_DISTRIBUTES))).isEqualTo(plan.text());
    }
  }

  @Test
  void what_must_not_be_cancelled_keeps_its_races_and_what_touches_the_same_thing_its_place() {
    Plan<String, RuntimeException> races = Plan.race(Plan.race(C, A.uncancellable()), B);
    Plan<String, RuntimeException> order = Plan.join(B.touching("log"), A.touching("log"));

    assertThat(rewritten(races, RewritePolicy.ALL)).isEqualTo(races.text());
    assertThat(rewritten(order, RewritePolicy.ALL)).isEqualTo(order.text());
    assertThat(rewritten(Plan.join(B.touching("log"), A.touching("db")), RewritePolicy.ALL))
        .isEqualTo("join(\"a\"[db],\"b\"[log])");
  }

  @Test
  void side_conditions_find_what_a_wrong_rule_would_do() {
    assertThat(SideConditions.broken(Rule.JOIN_ASSOC, Plan.join(A, B), Plan.join(B, A)))
        .hasValue("the order of the values changes");
    assertThat(SideConditions.broken(Rule.JOIN_ASSOC, Plan.join(A, B), A)).hasValue("other programs run than before");
    assertThat(SideConditions.broken(Rule.JOIN_ASSOC, Plan.join(A, B), Plan.join(A, B, A)))
        .hasValue("more programs run than before");
    assertThat(SideConditions.broken(Rule.TIMEOUT_MIN, Plan.timeout(SHORT, A), Plan.timeout(LONG, A)))
        .hasValue("a program has more time than before");
  }

  @Test
  void a_fingerprint_is_the_same_in_every_run_and_tells_plans_apart() {
    assertThat(Plan.join(A, B).fingerprint()).isEqualTo(FINGERPRINT_OF_JOIN_A_B);
    assertThat(Plan.join(A, B).fingerprint())
        .isNotEqualTo(Plan.join(B, A).fingerprint())
        .isNotEqualTo(Plan.race(A, B).fingerprint())
        .isNotEqualTo(Plan.join(A, B.uncancellable()).fingerprint());
    assertThat(Plan.leaf("a\",\"b", cx -> "").text()).isNotEqualTo("\"a\",\"b\"");
  }

  private static final String FINGERPRINT_OF_JOIN_A_B = "266ec2c79ad68d2e6b6049d9e23af09b";

  @Test
  void a_certificate_that_was_changed_does_not_hold() {
    Plan<String, RuntimeException> plan = Plan.join(Plan.join(C, B), A);
    Certificate good = Rewriting.of(plan, RewritePolicy.ALL).certificate();
    Step first = good.steps().getFirst();

    refused(new Certificate(RewritePolicy.NONE, good.before(), good.after(), good.steps()), plan, "does not allow");
    refused(good, Plan.join(A, B), "another plan");
    refused(new Certificate(good.policy(), good.before(), good.before(), good.steps()), plan, "does not come to");
    refused(
        changed(good, new Step(Rule.RACE_ASSOC, first.path(), first.before(), first.after())), plan, "does not fit");
    refused(changed(good, new Step(first.rule(), List.of(7), first.before(), first.after())), plan, "not there");
    refused(changed(good, new Step(first.rule(), first.path(), first.after(), first.after())), plan, "another node");
    refused(
        changed(good, new Step(first.rule(), first.path(), first.before(), first.before())), plan, "something else");
  }

  @Test
  void a_certificate_for_what_the_side_conditions_forbid_does_not_hold() {
    Plan<String, RuntimeException> plan = Plan.join(B.touching("log"), A.touching("log"));
    Plan<String, RuntimeException> sorted = Plan.join(A.touching("log"), B.touching("log"));
    Step step = new Step(Rule.JOIN_COMMUTE, List.of(), plan.fingerprint(), sorted.fingerprint());

    refused(
        new Certificate(RewritePolicy.ALL, plan.fingerprint(), sorted.fingerprint(), List.of(step)), plan, "touch");
  }

  private static Certificate changed(Certificate good, Step first) {
    List<Step> steps = new ArrayList<>(good.steps());
    steps.set(0, first);
    return new Certificate(good.policy(), good.before(), good.after(), steps);
  }

  private static void refused(Certificate certificate, Plan<String, RuntimeException> plan, String why) {
    assertThatThrownBy(() -> certificate.replay(plan))
        .isInstanceOf(CxUsageException.class)
        .hasMessageStartingWith("CX-3303")
        .hasMessageContaining(why);
  }

  @Test
  void a_join_or_a_race_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Plan.Join<String, RuntimeException>(List.of())).hasMessageStartingWith("CX-3301");
    assertThatThrownBy(() -> new Plan.Race<String, RuntimeException>(List.of())).hasMessageStartingWith("CX-3301");
  }
}
