package dev.asupersync.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import dev.asupersync.sync.Semaphore;
import dev.asupersync.sync.SemaphorePermit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who was cancelled and why, what leaks, how full are the channels, where is what has this name. */
class DebugAnswersTest {

  private static final Duration LATER = Duration.ofSeconds(1);
  private static final Pattern SAMPLE = Pattern.compile("[a-z_]+(\\{[a-z_]+=\"[a-z_]+\"})? [0-9.]+");

  private final List<String> said = new ArrayList<>();

  @Test
  void channels_and_locks_tell_how_full_they_are_and_who_waits() {
    try (Shown shown = Shown.prod(); Shown lab = Shown.lab()) {
      assertThat(shown.get("/api/channels")).isEqualTo("{\"total\":0,\"offset\":0,\"owned\":[]}");
      lab.kernel.run(cx -> cx.region(region -> {
        Channel<Integer> orders = region.open(Channel.<Integer>bounded(2).named("orders"));
        Semaphore doors = region.open(Semaphore.of(3).named("doors"));
        orders.receiver();
        for (int i = 0; i < 5; i++) {
          Sender<Integer> out = orders.sender();
          int number = i;
          region.launch(c -> out.send(c, number));
        }
        region.launch(c -> {
          try (SemaphorePermit _ = doors.acquire(c, 2)) {
            c.sleep(Duration.ofHours(1));
          }
        });
        region.cx().sleep(LATER);
        said.add(lab.ask("/api/channels"));
        said.add(lab.ask("/api/findings"));
        region.cancel(CancelReason.user("enough"));
        return null;
      }));
    }

    assertThat(said.getFirst())
        .contains("\"subject\":\"channel \\\"orders\\\"\",\"region\":\"R1\",\"regionName\":\"\",\"used\":2,"
            + "\"capacity\":2,\"waitingToPut\":3,\"waitingToTake\":0")
        .contains("\"subject\":\"semaphore \\\"doors\\\"\",\"region\":\"R1\",\"regionName\":\"\",\"used\":2,"
            + "\"capacity\":3,\"waitingToPut\":0,\"waitingToTake\":0");
    assertThat(said.getLast()).contains("\"kind\":\"FULL\"").contains("2 of 2, 3 wait to put");
  }

  @Test
  void a_cancellation_is_told_with_the_whole_chain_of_its_causes_also_when_its_region_has_gone() {
    try (Shown shown = Shown.lab()) {
      shown.kernel.run(cx -> {
        cx.region(RegionOptions.named("outer"), outer -> {
          outer.launch(TaskOptions.named("lead"), c -> c.region(RegionOptions.named("inner"), inner -> {
            inner.launch(TaskOptions.named("cleaner"), s -> {
              try {
                s.sleep(Duration.ofHours(1));
              } finally {
                try (var _ = s.mask()) {
                  s.sleep(LATER);
                }
              }
            });
            return null;
          }));
          outer.cx().sleep(LATER);
          outer.cancel(CancelReason.user("the shop closes"));
          try (var _ = outer.cx().mask()) {
            outer.cx().sleep(Duration.ofMillis(500));
            said.add(shown.ask("/api/region?id=2"));
          }
          return null;
        });
        said.add(shown.ask("/api/incidents"));
        return null;
      });
    }

    assertThat(said.getFirst()).contains("\"cancellation\":{\"sinceNanos\":500000000,\"chain\":["
        + "{\"kind\":\"parent cancelled\",\"region\":\"R1\"},"
        + "{\"kind\":\"user\",\"message\":\"the shop closes\",\"region\":\"R1\"");
    assertThat(said.getLast()).contains("\"kind\":\"region cancelled\",\"subject\":\"R2 \\\"inner\\\"\","
        + "\"text\":\"parent cancelled in R1 \\u003c- user: the shop closes in R1");
  }

  @Test
  void a_leak_is_told_after_its_task_has_gone_and_counted() {
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> cx.region(region -> {
        Channel<String> mail = region.open(Channel.<String>bounded(1).named("mail"));
        mail.receiver();
        region.spawn(TaskOptions.named("forgetful"), c -> mail.sender().reserve(c)).join();
        return null;
      }));
      said.add(shown.get("/api/findings"));
      said.add(shown.get("/metrics"));
    }

    assertThat(said.getFirst()).contains("\"kind\":\"LEAKED\",\"certain\":true,\"subject\":\"T2\"")
        .contains("T2 ended, and its SEND_PERMIT O1 on channel \\\"mail\\\" was not resolved");
    assertThat(said.getLast())
        .contains("\nasupersync_obligation_resolved_total{asupersync_obligation_resolution=\"leaked\"} 1\n");
  }

  @Test
  void regions_tasks_obligations_and_channels_are_found_by_a_part_of_the_name_or_by_number() {
    try (Shown shown = Shown.lab()) {
      shown.kernel.run(cx -> cx.region(RegionOptions.named("checkout"), region -> {
        Channel<String> orders = region.open(Channel.<String>bounded(1).named("orders"));
        orders.receiver();
        region.launch(TaskOptions.named("order taker"), c -> {
          try (Permit<String> _ = orders.sender().reserve(c)) {
            c.sleep(Duration.ofHours(1));
          }
        });
        region.cx().sleep(LATER);
        for (String query : List.of("CHECK", "order", "t2", "O1", "nobody", "")) {
          said.add(shown.ask("/api/find?q=" + query));
        }
        said.add(shown.ask("/api/task?id=T2"));
        region.cancel(CancelReason.user("enough"));
        return null;
      }));
    }

    assertThat(said.get(0)).contains("\"total\":2").contains("\"kind\":\"region\",\"id\":\"R1\"");
    assertThat(said.get(1)).contains("\"total\":3").contains("\"kind\":\"task\",\"id\":\"T2\"")
        .contains("\"kind\":\"owned\",\"id\":\"#1\"").contains("\"kind\":\"obligation\",\"id\":\"O1\"");
    assertThat(said.get(2)).contains("\"total\":1").contains("order taker");
    assertThat(said.get(3)).contains("\"total\":1").contains("held by T2 \\\"order taker\\\"");
    assertThat(said.get(4)).contains("\"total\":0");
    assertThat(said.get(5)).contains("\"total\":0");
    assertThat(said.get(6)).contains("\"held\":[{\"id\":\"O1\",\"kind\":\"SEND_PERMIT\","
        + "\"subject\":\"channel \\\"orders\\\"\",\"heldNanos\":");
  }

  @Test
  void a_task_that_is_asked_to_stop_and_does_not_hear_it_is_a_finding_after_a_while() {
    try (Shown shown = Shown.lab()) {
      shown.kernel.run(cx -> cx.region(region -> {
        var deaf = region.spawn(TaskOptions.named("deaf"), c -> {
          try (var _ = c.mask()) {
            c.sleep(Duration.ofSeconds(20));
          }
          return null;
        });
        region.cx().sleep(LATER);
        deaf.cancel(CancelReason.user("stop"));
        region.cx().sleep(Duration.ofSeconds(9));
        said.add(shown.ask("/api/findings"));
        region.cx().sleep(Duration.ofSeconds(2));
        said.add(shown.ask("/api/findings"));
        return null;
      }));
    }

    assertThat(said.getFirst()).isEqualTo("{\"findings\":[]}");
    assertThat(said.getLast()).contains("\"kind\":\"DEAF\",\"certain\":false,\"subject\":\"T2\"")
        .contains("it was asked to stop 11.0 s ago (user: stop) and is masked");
  }

  @Test
  void metrics_are_in_the_format_of_prometheus_and_count_what_happened() {
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> cx.region(region -> {
        region.spawn(_ -> 1).join();
        region.spawn(c -> {
          c.sleep(Duration.ofHours(1));
          return 2;
        }).cancel(CancelReason.user("no"));
        return null;
      }));
      said.add(shown.get("/metrics"));
    }

    String metrics = said.getFirst();
    assertThat(metrics.lines().filter(line -> !line.startsWith("# "))).isNotEmpty().allMatch(
        line -> SAMPLE.matcher(line).matches());
    assertThat(metrics.lines().filter(line -> line.startsWith("# TYPE")).map(line -> line.split(" ")[2]))
        .doesNotHaveDuplicates().allSatisfy(name -> assertThat(metrics).contains("\n" + name));
    assertThat(metrics)
        .contains("asupersync_task_started_total 4\n")
        .contains("asupersync_task_ended_total{asupersync_outcome=\"ok\"} 3\n")
        .contains("asupersync_task_ended_total{asupersync_outcome=\"cancelled\"} 1\n")
        .contains("asupersync_region_closed_total{asupersync_outcome=\"ok\"} 2\n")
        .contains("asupersync_cancel_requests_total{asupersync_cancel_kind=\"user\"} 1\n")
        .contains("asupersync_task_active{asupersync_task_state=\"running\"} 0\n");
  }

  @Test
  void events_come_newest_first_and_only_those_that_are_new() {
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> {
        cx.trace("one");
        cx.trace("two");
        return null;
      });
      said.add(shown.get("/api/events"));
      said.add(shown.get("/api/events?after=4"));
      said.add(shown.get("/api/events?limit=1"));
    }

    assertThat(said.getFirst()).contains("\"total\":8")
        .containsSubsequence("\"program ended\"", "two", "one", "spawned");
    assertThat(said.get(1)).contains("two").doesNotContain("\"one\"");
    assertThat(said.get(2)).contains("\"number\":8").doesNotContain("\"number\":7");
  }

  @Test
  void what_went_wrong_is_not_pushed_out_by_what_went_well() {
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> cx.region(region -> {
        region.spawn(TaskOptions.named("victim"), c -> {
          c.sleep(Duration.ofHours(1));
          return null;
        }).cancel(CancelReason.user("why not"));
        for (int i = 0; i < 5_000; i++) {
          region.cx().trace("fine");
        }
        return null;
      }));
      said.add(shown.get("/api/events?limit=500"));
      said.add(shown.get("/api/incidents"));
    }

    assertThat(said.getFirst()).doesNotContain("why not");
    assertThat(said.getLast()).contains("\\\"victim\\\"").contains("why not");
  }
}
