package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rule 4.2: all 36 cells. */
class TaskStateTest {

  @Test
  void the_steps_are_exactly_those_of_the_table() {
    assertThat(table()).isEqualTo("""
        CREATED          -> RUNNING CANCEL_REQUESTED COMPLETED
        RUNNING          -> CANCEL_REQUESTED COMPLETED
        CANCEL_REQUESTED -> CANCEL_REQUESTED CANCELLING COMPLETED
        CANCELLING       -> CANCELLING FINALIZING COMPLETED
        FINALIZING       -> FINALIZING COMPLETED
        COMPLETED        ->
        """);
  }

  private static String table() {
    return Arrays.stream(TaskState.values())
        .map(from -> (String.format("%-16s -> ", from) + Arrays.stream(TaskState.values())
            .filter(from::allows).map(TaskState::name).collect(Collectors.joining(" "))).strip() + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void no_step_leads_back() {
    for (TaskState from : TaskState.values()) {
      for (TaskState to : TaskState.values()) {
        assertThat(from.allows(to) && to.compareTo(from) < 0).isFalse();
      }
    }
  }

  @Test
  void cancelling_is_between_the_request_and_the_end() {
    assertThat(TaskState.values()).filteredOn(TaskState::isCancelling)
        .containsExactly(TaskState.CANCEL_REQUESTED, TaskState.CANCELLING, TaskState.FINALIZING);
  }
}
