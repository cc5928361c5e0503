package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What observers are told, in which order and where. Rules: D32, 5.6. */
public interface ObserverContract extends RuntimeSource {

  @Test
  default void a_region_opens_before_and_closes_after_everything_in_it() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> cx.region(RegionOptions.named("r"), scope -> {
        for (int i = 0; i < 5; i++) {
          scope.launch(TaskOptions.named("t" + i), c -> c.sleep(Duration.ofMillis(1)));
        }
        return "";
      }));

      List<String> lines = bench.events.lines();
      for (int i = 0; i < 5; i++) {
        assertThat(lines).containsSubsequence(
            "opened r", "spawn t" + i, "start t" + i, "end t" + i + " OK", "closed r OK");
      }
    }
  }

  @Test
  default void a_run_begins_before_its_root_opens_and_ends_after_that_has_closed() {
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> {});

      assertThat(bench.events.lines()).startsWith("run started").endsWith("run ended OK");
      assertThat(bench.events.lines()).containsSubsequence("run started", "opened R0", "closed R0 OK", "run ended OK");
    }
  }

  @Test
  default void operations_and_waits_are_told_with_what_they_are() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        var sender = channel.sender();
        scope.launch(TaskOptions.named("r"), c -> receiver.recv(c));
        bench.await(scope.cx(), "blocked r CHANNEL_RECV");
        sender.send(scope.cx(), "hello");
      });

      assertThat(bench.events.lines()).containsSubsequence(
          "operation r CHANNEL_TAKE", "blocked r CHANNEL_RECV", "resumed r CHANNEL_RECV", "end r OK");
    }
  }

  @Test
  default void start_and_end_are_told_on_the_strand_of_the_task() {
    Map<String, Thread> own = new ConcurrentHashMap<>();
    Map<String, Thread> told = new ConcurrentHashMap<>();
    RuntimeObserver watching = new RuntimeObserver() {
      @Override
      public Set<Hook> hooks() {
        return Set.of(Hook.START, Hook.END);
      }

      @Override
      public void onStart(TaskInfo task) {
        told.put(task.name() + " start", Thread.currentThread());
      }

      @Override
      public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
        told.put(task.name() + " end", Thread.currentThread());
      }
    };
    try (Bench bench = Bench.of(wiring().observedBy(watching))) {
      bench.within(scope -> {
        scope.launch(TaskOptions.named("t"), c -> own.put("t", Thread.currentThread()));
      });
    }

    Thread strand = own.get("t");
    assertThat(strand).isNotNull();
    assertThat(told).containsEntry("t start", strand).containsEntry("t end", strand);
  }

  @Test
  default void an_observer_that_throws_is_removed_and_the_run_goes_on() {
    AtomicInteger calls = new AtomicInteger();
    RuntimeObserver broken = new RuntimeObserver() {
      @Override
      public Set<Hook> hooks() {
        return Set.of(Hook.SPAWN);
      }

      @Override
      public void onSpawn(TaskInfo task) {
        calls.incrementAndGet();
        throw new IllegalStateException("broken observer");
      }
    };
    try (Bench bench = Bench.of(wiring().observedBy(broken))) {
      bench.within(scope -> {
        scope.launch(TaskOptions.named("a"), c -> {});
        scope.launch(TaskOptions.named("b"), c -> {});
      });

      assertThat(bench.events.lines()).contains("end a OK", "end b OK");
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  default void an_observer_is_asked_once_and_called_only_for_what_it_wants() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger operations = new AtomicInteger();
    AtomicInteger starts = new AtomicInteger();
    RuntimeObserver modest = new RuntimeObserver() {
      @Override
      public Set<Hook> hooks() {
        asked.incrementAndGet();
        return Set.of(Hook.START);
      }

      @Override
      public void onStart(TaskInfo task) {
        starts.incrementAndGet();
      }

      @Override
      public void onOperation(TaskInfo task, OpKind kind, long resource) {
        operations.incrementAndGet();
      }
    };
    try (Bench bench = Bench.of(wiring().observedBy(modest))) {
      bench.within(scope -> {
        scope.launch(c -> c.checkpoint());
      });
    }

    assertThat(asked).hasValue(1);
    assertThat(starts.get()).isPositive();
    assertThat(operations).hasValue(0);
  }
}
