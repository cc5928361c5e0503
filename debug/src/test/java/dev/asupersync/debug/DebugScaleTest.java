package dev.asupersync.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.sync.Barrier;
import dev.asupersync.sync.Notify;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hundred thousand live tasks: every answer stays small, and the page stays up. */
class DebugScaleTest {

  private static final int TASKS = 100_000;
  private static final int MOST_CHARACTERS = 400_000;

  private static final List<String> PATHS = List.of(
      "/api/summary", "/api/tree?depth=20&limit=500", "/api/region?id=R1&limit=500",
      "/api/region?id=R1&offset=99990&limit=500", "/api/find?q=worker&limit=500", "/api/find?q=worker+99999",
      "/api/waits?limit=500", "/api/channels?limit=500", "/api/findings", "/api/events?limit=500",
      "/api/incidents?limit=500", "/api/task?id=T5", "/metrics");

  @Test
  void a_hundred_thousand_tasks_in_one_region_are_folded_and_come_in_parts() {
    Map<String, String> said = new LinkedHashMap<>();
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> cx.region(RegionOptions.named("crowd"), crowd -> {
        Channel<Integer> work = crowd.open(Channel.<Integer>bounded(1).named("work"));
        Barrier there = crowd.open(Barrier.of(TASKS + 1));
        work.sender();
        for (int i = 0; i < TASKS; i++) {
          Receiver<Integer> in = work.receiver();
          crowd.launch(TaskOptions.named("worker " + i), c -> {
            there.await(c);
            in.recv(c);
          });
        }
        there.await(crowd.cx());
        PATHS.forEach(path -> said.put(path, shown.get(path)));
        crowd.cancel(CancelReason.user("enough"));
        return null;
      }));
      said.put("afterwards", shown.get("/api/incidents"));
      said.put("still up", shown.get("/health"));
    }

    assertThat(said.values()).allSatisfy(answer -> assertThat(answer.length()).isLessThan(MOST_CHARACTERS));
    assertThat(said.get("/api/summary")).contains("\"tasks\":100002");
    assertThat(said.get("/api/region?id=R1&limit=500")).contains("\"name\":\"worker #\",\"count\":")
        .contains("\"taskCount\":100001").contains("worker 400");
    assertThat(said.get("/api/region?id=R1&offset=99990&limit=500")).contains("worker 99999\"")
        .doesNotContain("worker 400\"");
    assertThat(said.get("/api/find?q=worker+99999")).contains("\"total\":1");
    assertThat(said.get("afterwards")).contains("\"total\":1,");
    assertThat(said.get("still up")).contains("up");
  }

  @Test
  void ten_thousand_regions_are_folded_too() {
    Map<String, String> said = new LinkedHashMap<>();
    try (Shown shown = Shown.prod()) {
      shown.kernel.run(cx -> cx.region(RegionOptions.named("wide"), wide -> {
        Notify end = wide.open(Notify.create());
        Barrier there = wide.open(Barrier.of(10_001));
        for (int i = 0; i < 10_000; i++) {
          wide.launch(c -> c.region(RegionOptions.named("part"), part -> {
            there.await(part.cx());
            end.await(part.cx());
            return null;
          }));
        }
        there.await(wide.cx());
        PATHS.forEach(path -> said.put(path, shown.get(path)));
        wide.cancel(CancelReason.user("enough"));
        return null;
      }));
    }

    assertThat(said.values()).allSatisfy(answer -> assertThat(answer.length()).isLessThan(MOST_CHARACTERS));
    assertThat(said.get("/api/tree?depth=20&limit=500")).contains("\"regions\":10000");
  }
}
