package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.dump.ObligationDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.dump.TaskDump;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a dump of the live tree shows. */
public interface DumpContract extends RuntimeSource {

  @Test
  default void a_dump_shows_regions_tasks_and_what_they_wait_for() {
    try (Bench bench = Bench.of(this)) {
      RuntimeDump dump = bench.run(cx -> Bench.valueOf(cx.region(RegionOptions.named("orders"), scope -> {
        Channel<String> channel = scope.open(Channel.<String>bounded(1).named("mail"));
        Receiver<String> receiver = channel.receiver();
        var sender = channel.sender();
        scope.launch(TaskOptions.named("reader"), c -> {
          c.checkpoint("about to read");
          receiver.tryRecv(c);
          receiver.recv(c);
        });
        bench.await(scope.cx(), "blocked reader CHANNEL_RECV");
        RuntimeDump seen = bench.runtime.dump();
        sender.send(scope.cx(), "done");
        return seen;
      })));

      TaskDump reader =
          dump.tasks().stream().filter(task -> task.name().equals("reader")).findFirst().orElseThrow();
      assertThat(reader.waitsFor().orElseThrow().what()).contains("mail");
      assertThat(reader.progress()).isEqualTo("about to read");
      assertThat(dump.text()).contains("\"orders\" OPEN").contains("\"reader\"").contains("waits for");
      assertThat(dump.json())
          .startsWith("{\"runtime\":\"tck\"").contains("\"name\":\"orders\"").contains("\"waitsFor\":{");
    }
  }

  @Test
  default void a_dump_shows_what_tasks_hold() {
    try (Bench bench = Bench.of(this)) {
      RuntimeDump dump = bench.run(cx -> Bench.valueOf(cx.region(scope -> {
        Channel<String> channel = scope.open(Channel.<String>bounded(1).named("mail"));
        channel.receiver();
        try (var _ = channel.sender().reserve(scope.cx())) {
          return bench.runtime.dump();
        }
      })));

      List<ObligationDump> held = dump.tasks().stream().flatMap(task -> task.obligations().stream()).toList();
      assertThat(held).hasSize(1).allMatch(each -> each.subject().contains("mail"));
    }
  }

  @Test
  default void wait_for_chains_are_followed_to_their_end() {
    try (Bench bench = Bench.of(this)) {
      List<String> chains = bench.run(cx -> Bench.valueOf(cx.region(scope -> {
        var slow = scope.launch(TaskOptions.named("slow"), c -> c.sleep(Duration.ofMillis(50)));
        scope.launch(TaskOptions.named("joiner"), c -> slow.join(c));
        bench.await(scope.cx(), "blocked joiner JOIN");
        return bench.runtime.dump().waitForChains();
      })));

      assertThat(chains).anySatisfy(chain ->
          assertThat(chain).contains("\"joiner\" waits for").contains("-> ").contains("\"slow\""));
    }
  }

  @Test
  default void when_nothing_runs_there_is_nothing_to_dump() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> {});

      assertThat(bench.runtime.dump().roots()).isEmpty();
      assertThat(bench.runtime.dump().text()).contains("0 running, 0 live tasks");
    }
  }
}
