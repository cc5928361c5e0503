package dev.asupersync.lab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.lab.trace.TraceRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judges judged, and those who judge them. */
class SelfTestTest {

  @Test
  void every_mutant_is_caught_by_exactly_those_who_should() {
    List<SelfTest.Row> rows = SelfTest.run();

    assertThat(rows).flatExtracting(SelfTest.Row::survivors).isEmpty();
    assertThat(rows).allMatch(SelfTest.Row::isOk);
    assertThat(rows).hasSize(OracleSuite.allNames().size() + TraceRule.values().length);
  }

  @Test
  void every_oracle_and_every_rule_has_a_mutant_of_each_level() {
    assertThat(SelfTest.run()).allSatisfy(row -> {
      assertThat(row.events()).as(row.target()).isPositive();
      assertThat(row.runs()).as(row.target()).isPositive();
    });
  }

  @Test
  void nobody_complains_of_what_the_mutants_are_made_from() {
    assertThat(SelfTest.baseline()).isEmpty();
  }

  @Test
  void a_mutant_that_nobody_catches_or_somebody_else_too_has_survived() {
    assertThat(mutant(Map.of()).survived()).get().asString().contains("must be caught by [a] and was by {}");
    assertThat(mutant(Map.of("b", List.of("seen"))).survived()).isPresent();
    assertThat(mutant(Map.of("a", List.of("seen"), "b", List.of("seen"))).survived()).isPresent();
    assertThat(mutant(Map.of("a", List.of("something else"))).survived()).get().asString()
        .contains("nobody said \"seen\"");
    assertThat(mutant(Map.of("a", List.of("seen"), "b", List.of())).survived()).isEmpty();
    assertThat(new SelfTest.Row("a", 0, 0, 0, List.of()).isOk()).isFalse();
    assertThat(new SelfTest.Row("a", 1, 1, 1, List.of("why")).isOk()).isFalse();
  }

  @Test
  void a_mutant_is_made_for_somebody_who_should_catch_it() {
    assertThatThrownBy(() -> new Mutant("a", Mutant.Level.EVENTS, "x", Set.of("b"), "", Map::of))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Mutant mutant(Map<String, List<String>> complaints) {
    return new Mutant("a", Mutant.Level.EVENTS, "made up", Set.of("a"), "seen", () -> complaints);
  }
}
