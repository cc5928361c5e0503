package dev.asupersync.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.RegionId;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationId;
import dev.asupersync.obligation.ObligationKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RuntimeDumpTest {

  private static final String NASTY =
      "quote \" slash \\ line\nbreak tab\t bell\u0007 bird \ud83d\udc26 lone \ud83d";

  private static final TaskDump MAIN = new TaskDump(new TaskId(1), "main", new RegionId(1), true,
      TaskState.RUNNING, 2_500_000, Budget.DEFAULT, 3, 1, "row 17", Optional.empty(), List.of(), Optional.empty(),
      Optional.of(new RegionId(2)));
  private static final TaskDump MAILER = new TaskDump(new TaskId(7), NASTY, new RegionId(2), false,
      TaskState.CANCEL_REQUESTED, 1_500_000_000L, Budget.DEFAULT, 12, 0, "", Optional.of(CancelReason.user("stop")),
      List.of(new ObligationDump(new ObligationId(12), ObligationKind.SEND_PERMIT, "channel \"orders\"", "")),
      Optional.of(new WaitDump("CHANNEL_RECV", "recv on channel \"orders\"", 1_000_000, List.of(new TaskId(1)))),
      Optional.empty());
  private static final OwnedDump ORDERS =
      new OwnedDump(3, "channel \"orders\"", OptionalLong.of(0), OptionalLong.of(16), 0, 1);
  private static final RegionDump CHILD = new RegionDump(new RegionId(2), "", RegionState.DRAINING, 1_000_000,
      Budget.MINIMAL.withDeadline(Instant.EPOCH),
      Optional.of(CancelReason.of(CancelKind.PARENT_CANCELLED).causedBy(CancelReason.user("stop"))), 2,
      List.of(ORDERS), List.of(MAILER), List.of());
  private static final RegionDump ROOT = new RegionDump(new RegionId(1), "checkout", RegionState.OPEN,
      3_000_000, Budget.DEFAULT, Optional.empty(), 0, List.of(), List.of(MAIN), List.of(CHILD));
  private static final RuntimeDump DUMP = new RuntimeDump("prod", 5_000_000, List.of(ROOT));

  @Test
  void tasks_come_parents_before_children() {
    assertThat(DUMP.tasks()).containsExactly(MAIN, MAILER);
  }

  @Test
  void text_has_a_line_for_each_region_task_obligation_and_wait() {
    RuntimeDump plain = new RuntimeDump("prod", 5_000_000, List.of(new RegionDump(new RegionId(1), "checkout",
        RegionState.OPEN, 3_000_000, Budget.DEFAULT, Optional.empty(), 0, List.of(), List.of(MAIN),
        List.of(new RegionDump(CHILD.id(), CHILD.name(), CHILD.state(), CHILD.ageNanos(), CHILD.budget(),
            CHILD.cancelReason(), CHILD.finalizers(), CHILD.owned(), List.of(named(MAILER, "mailer")), List.of())))));

    assertThat(plain.text()).isEqualTo("""
        runtime prod: 1 running, 2 live tasks
          R1 "checkout" OPEN, open for 3.0 ms
            T1 "main" (body) RUNNING, 3 polls, 2.5 ms, last said "row 17", masked 1, inside R2
            R2 DRAINING, open for 1.0 ms, cancelled: parent cancelled <- user: stop, 2 finalizers to run
              owns channel "orders": 0 of 16, 1 wait to take
              T7 "mailer" CANCEL_REQUESTED, 12 polls, 1.5 s, cancelled: user: stop, \
        waits for recv on channel "orders" since 1.0 ms
                holds SEND_PERMIT O12 on channel "orders"
        wait: T7 "mailer" waits for recv on channel "orders" -> T1 "main" (RUNNING)
        """);
    assertThat(plain).hasToString(plain.text());
  }

  private static TaskDump named(TaskDump task, String name) {
    return new TaskDump(task.id(), name, task.region(), task.body(), task.state(), task.ageNanos(),
        task.budget(), task.polls(), task.maskDepth(), task.progress(), task.cancelReason(), task.obligations(),
        task.waitsFor(), task.inRegion());
  }

  @Test
  @SuppressWarnings("unchecked")
  void json_is_well_formed_and_tells_the_same_as_the_values() {
    var dump = (Map<String, Object>) JsonText.parse(DUMP.json());

    assertThat(dump).containsEntry("runtime", "prod");
    var root = ((List<Map<String, Object>>) dump.get("roots")).getFirst();
    assertThat(root).containsEntry("id", 1L).containsEntry("name", "checkout").containsEntry("state", "OPEN")
        .containsEntry("ageNanos", 3_000_000L).containsEntry("priority", 128L)
        .doesNotContainKeys("deadline", "cancelled");
    assertThat(((List<Map<String, Object>>) root.get("tasks")).getFirst())
        .containsEntry("id", 1L).containsEntry("body", true).containsEntry("progress", "row 17")
        .containsEntry("maskDepth", 1L).containsEntry("polls", 3L).containsEntry("inRegion", 2L)
        .doesNotContainKeys("waitsFor", "cancelled");
    var child = ((List<Map<String, Object>>) root.get("children")).getFirst();
    assertThat(child).containsEntry("deadline", "1970-01-01T00:00:00Z").containsEntry("finalizers", 2L)
        .containsEntry("cancelled", "parent cancelled <- user: stop");
    assertThat(child.get("owned")).isEqualTo(List.of(Map.of("number", 3L, "subject", "channel \"orders\"",
        "used", 0L, "capacity", 16L, "waitingToPut", 0L, "waitingToTake", 1L)));
    var mailer = ((List<Map<String, Object>>) child.get("tasks")).getFirst();
    assertThat(mailer).containsEntry("name", NASTY).containsEntry("body", false)
        .containsEntry("obligations", List.of("SEND_PERMIT O12 on channel \"orders\""))
        .containsEntry("waitsFor", Map.of(
            "operation", "CHANNEL_RECV", "what", "recv on channel \"orders\"",
            "sinceNanos", 1_000_000L, "heldUpBy", List.of(1L)));
    assertThat(dump.get("waits")).isEqualTo(DUMP.waitForChains());
  }

  @Test
  void an_idle_runtime_has_a_dump_too() {
    RuntimeDump idle = new RuntimeDump("lab", 7, List.of());

    assertThat(idle.text()).isEqualTo("runtime lab: 0 running, 0 live tasks\n");
    assertThat(idle.json()).isEqualTo("{\"runtime\":\"lab\",\"atNanos\":7,\"roots\":[],\"waits\":[]}");
  }
}
