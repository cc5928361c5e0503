package dev.asupersync;

import static dev.asupersync.CancelKind.COST_BUDGET;
import static dev.asupersync.CancelKind.DEADLINE;
import static dev.asupersync.CancelKind.FAIL_FAST;
import static dev.asupersync.CancelKind.LINKED_EXIT;
import static dev.asupersync.CancelKind.PARENT_CANCELLED;
import static dev.asupersync.CancelKind.POLL_QUOTA;
import static dev.asupersync.CancelKind.RACE_LOST;
import static dev.asupersync.CancelKind.RESOURCE_UNAVAILABLE;
import static dev.asupersync.CancelKind.SHUTDOWN;
import static dev.asupersync.CancelKind.TIMEOUT;
import static dev.asupersync.CancelKind.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules 3.3, 3.6 and 3.21. */
class CancelKindTest {

  @Test
  void the_severities_are_those_of_the_rules() {
    Map<Integer, List<CancelKind>> bySeverity = Arrays.stream(CancelKind.values())
        .collect(Collectors.groupingBy(CancelKind::severity, TreeMap::new, Collectors.toList()));

    assertThat(bySeverity).isEqualTo(Map.of(
        0, List.of(USER),
        1, List.of(TIMEOUT, DEADLINE),
        2, List.of(POLL_QUOTA, COST_BUDGET),
        3, List.of(FAIL_FAST, RACE_LOST, LINKED_EXIT),
        4, List.of(PARENT_CANCELLED, RESOURCE_UNAVAILABLE),
        5, List.of(SHUTDOWN)));
  }

  @Test
  void the_codes_are_stable_and_different() {
    assertThat(CancelKind.values()).extracting(CancelKind::code)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void the_predicates_hold_for_exactly_the_kinds_of_the_rules() {
    assertThat(which(CancelKind::isBudgetExceeded)).containsExactly(DEADLINE, POLL_QUOTA, COST_BUDGET);
    assertThat(which(CancelKind::isTimeExceeded)).containsExactly(TIMEOUT, DEADLINE);
  }

  private static List<CancelKind> which(Predicate<CancelKind> test) {
    return Arrays.stream(CancelKind.values()).filter(test).toList();
  }

  @Test
  void people_read_lower_case_words() {
    assertThat(CancelKind.values()).extracting(CancelKind::toString).containsExactly(
        "user", "timeout", "deadline", "poll quota", "cost budget", "fail-fast", "race lost", "linked exit",
        "parent cancelled", "resource unavailable", "shutdown");
  }

  @Test
  void keys_have_the_separator_that_was_asked_for() {
    assertThat(FAIL_FAST.key('-')).isEqualTo("fail-fast");
    assertThat(FAIL_FAST.key('_')).isEqualTo("fail_fast");
    assertThat(RESOURCE_UNAVAILABLE.key('.')).isEqualTo("resource.unavailable");
  }
}
