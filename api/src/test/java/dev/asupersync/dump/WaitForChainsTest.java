package dev.asupersync.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WaitForChainsTest {

  private static TaskDump running(long id) {
    return task(id, Optional.empty());
  }

  private static TaskDump waiting(long id, String what, long... heldUpBy) {
    List<TaskId> holders = LongStream.of(heldUpBy).mapToObj(TaskId::new).toList();
    return task(id, Optional.of(new WaitDump("JOIN", what, 0, holders)));
  }

  private static TaskDump task(long id, Optional<WaitDump> wait) {
    return new TaskDump(new TaskId(id), "", new RegionId(1), false, TaskState.RUNNING, 0, Budget.DEFAULT, 0, 0, "",
        Optional.empty(), List.of(), wait, Optional.empty());
  }

  @Test
  void a_task_that_does_not_wait_makes_no_chain() {
    assertThat(WaitForChains.of(List.of(running(1), running(2)))).isEmpty();
  }

  @Test
  void a_chain_is_followed_to_the_task_that_runs_and_told_once() {
    assertThat(WaitForChains.of(List.of(waiting(1, "join T2", 2), waiting(2, "recv", 3), running(3))))
        .containsExactly("T1 waits for join T2 -> T2 waits for recv -> T3 (RUNNING)");
  }

  @Test
  void a_cycle_is_followed_until_it_bites_its_tail() {
    assertThat(WaitForChains.of(List.of(waiting(1, "a", 2), waiting(2, "b", 3), waiting(3, "c", 1))))
        .containsExactly("T1 waits for a -> T2 waits for b -> T3 waits for c -> T1 (a cycle)");
  }

  @Test
  void a_task_that_waits_for_itself_is_a_cycle() {
    assertThat(WaitForChains.of(List.of(waiting(1, "join T1", 1))))
        .containsExactly("T1 waits for join T1 -> T1 (a cycle)");
  }

  @Test
  void a_tail_that_leads_into_a_cycle_is_told_to_the_first_repetition() {
    assertThat(WaitForChains.of(List.of(waiting(1, "a", 2), waiting(2, "b", 3), waiting(3, "c", 2))))
        .containsExactly("T1 waits for a -> T2 waits for b -> T3 waits for c -> T2 (a cycle)");
  }

  @Test
  void a_wait_that_nobody_can_end_says_so() {
    assertThat(WaitForChains.of(List.of(waiting(1, "recv on channel \"orders\""))))
        .containsExactly("T1 waits for recv on channel \"orders\", which no live task can end");
  }

  @Test
  void a_wait_for_a_task_outside_the_picture_claims_nothing_more() {
    assertThat(WaitForChains.of(List.of(waiting(1, "join T9", 9))))
        .containsExactly("T1 waits for join T9");
  }
}
