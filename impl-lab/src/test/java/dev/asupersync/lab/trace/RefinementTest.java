package dev.asupersync.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.selftest.PlantedTraces;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule is broken once, by the last event of a trace that is in order up to there. */
class RefinementTest {

  @Test
  void a_trace_in_order_breaks_nothing() {
    assertThat(Refinement.check(PlantedTraces.events(PlantedTraces.CLEAN).iterator(), 0)).isEmpty();
  }

  @Test
  void each_rule_is_broken_by_what_breaks_it_and_not_before() {
    for (TraceRule rule : TraceRule.values()) {
      if (rule == TraceRule.RUN_002 || rule == TraceRule.RUN_003) {
        continue;
      }
      List<TraceEvent> events = PlantedTraces.breaking(rule);
      Refinement refinement = new Refinement();
      for (TraceEvent event : events) {
        refinement.add(event);
      }
      Optional<Breach> before =
          Refinement.check(events.subList(0, events.size() - 1).iterator(), 0);

      Breach breach = refinement.end(0).orElseThrow(() -> new AssertionError("nothing broke " + rule));

      assertThat(breach.rule()).as("%s", breach).isEqualTo(rule);
      assertThat(breach.index()).as("%s", breach).isEqualTo(events.getLast().seq());
      assertThat(before.map(Breach::rule)).as("before %s", rule).contains(TraceRule.RUN_002);
    }
  }

  @Test
  void a_trace_that_ends_too_early_or_has_lost_something_is_no_proof() {
    List<TraceEvent> clean = PlantedTraces.events(PlantedTraces.CLEAN);

    Optional<Breach> early = Refinement.check(clean.subList(0, clean.size() - 1).iterator(), 0);
    Optional<Breach> lossy = Refinement.check(clean.iterator(), 3);

    assertThat(early).hasValueSatisfying(breach -> {
      assertThat(breach.rule()).isEqualTo(TraceRule.RUN_002);
      assertThat(breach.index()).isEqualTo(clean.size() - 1);
      assertThat(breach.event()).isEqualTo("the end");
    });
    assertThat(lossy).hasValueSatisfying(breach -> {
      assertThat(breach.rule()).isEqualTo(TraceRule.RUN_003);
      assertThat(breach.what()).contains("3 events");
    });
  }

  @Test
  void the_first_breach_is_the_one_that_counts() {
    List<TraceEvent> events = PlantedTraces.events(
        "REGION_OPENED 0 -1 -1; SPAWN 0 0 -1 1; START 0; START 0; START 3; END 3 0");

    assertThat(Refinement.check(events.iterator(), 5)).map(Breach::rule).contains(TraceRule.START_002);
  }
}
