package dev.asupersync.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.lab.Decision;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.chaos.Chaos.Trouble;
import dev.asupersync.lab.conformance.Conformance;
import dev.asupersync.lab.conformance.Subject;
import dev.asupersync.lab.conformance.Trial;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Exploration;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.lab.explore.Searches;
import dev.asupersync.lab.trace.TraceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosTest {

  private static final LabConfig CONFIG = LabConfig.defaults().seed(11);

  /** All of it, but nothing that ends a program early. */
  private static final Chaos BEARABLE = Chaos.HEAVY.with(Trouble.CANCEL, 0).with(Trouble.EXHAUST, 0);

  /** Three tasks send to one, and everybody sleeps now and then; gives how many arrived and how long it took. */
  private static final Task<String, Exception> SENDING = cx -> {
    long began = cx.now().toEpochMilli();
    int[] arrived = {0};
    cx.region(Exception.class, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(2));
      for (int i = 0; i < 3; i++) {
        Sender<Integer> out = channel.sender();
        scope.launch(TaskOptions.named("sender" + i), c -> {
          try (out) {
            for (int k = 0; k < 5; k++) {
              c.sleep(Duration.ofMillis(1));
              out.send(c, k);
            }
          }
        });
      }
      Receiver<Integer> in = channel.receiver();
      scope.launch(TaskOptions.named("receiver"), c -> in.forEach(c, _ -> arrived[0]++));
      return null;
    }).orThrow();
    return arrived[0] + " in " + (cx.now().toEpochMilli() - began) + " ms";
  };

  private static LabReport<String, Exception> run(LabConfig config) {
    return LabRuntime.create(config).run(Exception.class, SENDING);
  }

  private static Chaos only(Trouble trouble, double chance) {
    return Chaos.OFF.with(trouble, chance).delays(Duration.ZERO, Duration.ofMillis(8)).storm(3);
  }

  @Test
  void off_asks_nothing_and_changes_nothing() {
    LabReport<String, Exception> off = run(CONFIG.chaos(Chaos.OFF));

    assertThat(off.injected()).isEmpty();
    assertThat(off.schedule()).isEqualTo(run(CONFIG).schedule());
    assertThat(off.schedule().decisions()).extracting(Decision::kind).doesNotContain(DecisionKind.FAULT);
    assertThat(off.outcome()).contains(new Outcome.Ok<>("15 in 5 ms"));
    assertThat(Chaos.OFF).hasToString("off");
  }

  @Test
  void the_presets_are_those_of_the_rules() {
    assertThat(Chaos.LIGHT.chances()).containsAllEntriesOf(Map.of(Trouble.CANCEL, 0.01, Trouble.DELAY, 0.05,
        Trouble.FAIL, 0.02, Trouble.WAKE, 0.01, Trouble.EXHAUST, 0.005));
    assertThat(Chaos.LIGHT.delayMax()).isEqualTo(Duration.ofMillis(10));
    assertThat(Chaos.LIGHT.storm()).isEqualTo(5);
    assertThat(Chaos.HEAVY.chances()).containsAllEntriesOf(Map.of(Trouble.CANCEL, 0.10, Trouble.DELAY, 0.20,
        Trouble.FAIL, 0.15, Trouble.WAKE, 0.05, Trouble.EXHAUST, 0.05));
    assertThat(Chaos.HEAVY.delayMax()).isEqualTo(Duration.ofMillis(100));
    assertThat(Chaos.HEAVY.storm()).isEqualTo(20);
  }

  @Test
  void the_same_seed_gives_the_same_trace_and_the_same_counts() {
    LabReport<String, Exception> one = run(CONFIG.chaos(BEARABLE));
    LabReport<String, Exception> two = run(CONFIG.chaos(BEARABLE));

    assertThat(one.injected()).isNotEmpty().isEqualTo(two.injected());
    assertThat(one.trace().sha256()).isEqualTo(two.trace().sha256());
    assertThat(run(CONFIG.chaos(BEARABLE.seed(1))).trace().sha256()).isNotEqualTo(one.trace().sha256());
  }

  @Test
  void who_goes_on_is_drawn_from_another_stream() {
    LabReport<String, Exception> asked = run(CONFIG.chaos(only(Trouble.DELAY, Double.MIN_VALUE)));

    assertThat(asked.injected()).isEmpty();
    assertThat(asked.schedule().decisions()).extracting(Decision::kind).contains(DecisionKind.FAULT);
    assertThat(asked.schedule().decisions()).filteredOn(decision -> decision.kind() != DecisionKind.FAULT)
        .isEqualTo(run(CONFIG).schedule().decisions());
  }

  @ParameterizedTest
  @EnumSource(value = Trouble.class, names = "FAIL", mode = EnumSource.Mode.EXCLUDE)
  void whatever_is_done_is_counted_and_in_the_trace(Trouble trouble) {
    LabReport<String, Exception> report = run(CONFIG.chaos(only(trouble, 0.2)));

    assertThat(report.isClean()).as(report::toString).isTrue();
    long done = report.injected().values().stream().mapToLong(count -> count).sum();
    assertThat(report.injected()).containsKey(trouble.toString());
    assertThat(done).isPositive();
    assertThat(report.trace().events()).filteredOn(event -> event.kind() == TraceKind.FAULT_INJECTED)
        .hasSize((int) done);
    assertThat(report.toString()).contains("injected {" + trouble + "=");
  }

  @Test
  void a_task_that_is_delayed_goes_on_after_that_time_and_others_meanwhile() {
    Chaos slowly = Chaos.OFF.with(Trouble.DELAY, 1).delays(Duration.ofSeconds(1), Duration.ofSeconds(1));

    LabReport<Long, RuntimeException> report = LabRuntime.create(CONFIG.chaos(slowly)).run(cx -> {
      long began = cx.now().toEpochMilli();
      cx.checkpoint();
      return cx.now().toEpochMilli() - began;
    });

    assertThat(report.outcome()).contains(new Outcome.Ok<>(2_000L));
  }

  @Test
  void the_clock_goes_forward_and_whoever_sleeps_meanwhile_is_not_woken_early() {
    Chaos jumpy = Chaos.OFF.with(Trouble.JUMP, 1).with(Trouble.LATE, 1)
        .delays(Duration.ofMillis(10), Duration.ofMillis(10));

    LabReport<Long, RuntimeException> report = LabRuntime.create(CONFIG.chaos(jumpy)).run(cx -> {
      long began = cx.now().toEpochMilli();
      cx.sleep(Duration.ofMillis(100));
      return cx.now().toEpochMilli() - began;
    });

    assertThat(report.outcome()).contains(new Outcome.Ok<>(130L));
  }

  @Test
  void no_alarm_is_ever_early() {
    for (long seed = 0; seed < 200; seed++) {
      LabReport<Boolean, RuntimeException> report =
          LabRuntime.create(CONFIG.seed(seed).captureTrace(false).chaos(BEARABLE)).run(cx -> {
            long began = cx.now().toEpochMilli();
            cx.sleep(Duration.ofMillis(20));
            return cx.now().toEpochMilli() - began >= 20;
          });

      assertThat(report.outcome()).contains(new Outcome.Ok<>(true));
    }
  }

  @Test
  void a_slow_receiver_takes_a_while_for_each_message() {
    Chaos slow = Chaos.OFF.with(Trouble.SLOW, 1).delays(Duration.ofSeconds(1), Duration.ofSeconds(1));

    LabReport<String, Exception> report = run(CONFIG.chaos(slow));

    assertThat(report.outcome().orElseThrow()).isEqualTo(new Outcome.Ok<>("15 in 16000 ms"));
  }

  @Test
  void everything_of_the_library_bears_it() {
    for (Subject subject : Conformance.SUBJECTS) {
      for (long seed = 0; seed < 30; seed++) {
        LabConfig config = CONFIG.seed(seed).captureTrace(false).chaos(BEARABLE);
        Trial trial = subject.trials().get();
        LabReport<String, Exception> report = LabRuntime.create(config).run(Exception.class, cx -> {
          trial.run(cx);
          return "";
        });

        assertThat(report.isFailure()).as(() -> subject.name() + ": " + report).isFalse();
        assertThat(trial.complaint()).as(subject.name() + ", seed " + seed).isEmpty();
      }
    }
  }

  @Test
  void with_cancellations_nothing_of_the_library_is_lost_or_left_waiting() {
    for (Subject subject : Conformance.SUBJECTS) {
      for (long seed = 0; seed < 30; seed++) {
        LabConfig config = CONFIG.seed(seed).captureTrace(false).chaos(Chaos.HEAVY);
        Trial trial = subject.trials().get();
        LabReport<String, Exception> report = LabRuntime.create(config).run(Exception.class, cx -> {
          trial.run(cx);
          return "";
        });

        assertThat(report.isFailure()).as(() -> subject.name() + ": " + report).isFalse();
        assertThat(trial.complaint()).as(subject.name() + ", seed " + seed).isEmpty();
      }
    }
  }

  /** Waits for a time instead of a signal: in virtual time that is always long enough. */
  private static final Task<String, Exception> HOPING = cx -> cx.region(Exception.class, scope -> {
    List<String> done = new ArrayList<>();
    scope.launch(c -> {
      c.checkpoint();
      done.add("first");
    });
    cx.sleep(Duration.ofMillis(5));
    hoped(cx, done);
    return "right";
  }).orThrow();

  private static void hoped(Cx cx, List<String> done) {
    cx.checkpoint();
    if (done.isEmpty()) {
      throw new IllegalStateException("5 ms were not enough");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk", "pct", "pos", "surw", "delay", "preemption", "portfolio", "dpor"})
  void whoever_hopes_that_a_time_is_long_enough_is_caught_only_with_it(String search) {
    Explorer explorer = Explorer.of(CONFIG).budget(Budget.schedules(300));
    assertThat(explorer.explore("hoping", Searches.named(search, 1), Exception.class, HOPING).isOk()).isTrue();

    Exploration found = null;
    for (long seed = 0; seed < 20 && (found == null || found.isOk()); seed++) {
      Chaos chaos = Chaos.LIGHT.with(Trouble.CANCEL, 0).with(Trouble.EXHAUST, 0).with(Trouble.DELAY, 0.4).seed(seed);
      found = Explorer.of(CONFIG.chaos(chaos)).budget(Budget.schedules(100))
          .explore("hoping", Searches.named(search, 1), Exception.class, HOPING);
    }

    assertThat(found.failure()).as(found.toString()).isPresent();
    assertThat(found.search()).contains("with chaos (delay 40%");
    ReplayToken token = ReplayToken.parse(found.failure().get().token().toString());
    Explorer.Replayed again = Explorer.of(LabConfig.defaults()).replay("hoping", token, Exception.class, HOPING);
    assertThat(again.divergence()).isEmpty();
    assertThat(again.report().injected()).isNotEmpty();
    assertThat(again.report().outcome().orElseThrow()).isInstanceOf(Outcome.Err.class);
  }

  @Test
  void words_are_read_and_others_are_refused() {
    assertThat(Chaos.parse("light")).isEqualTo(Chaos.LIGHT);
    assertThat(Chaos.parse("heavy, cancel=0, delay=0.5")).isEqualTo(
        Chaos.HEAVY.with(Trouble.CANCEL, 0).with(Trouble.DELAY, 0.5));
    for (String words : List.of("some", "light,delay", "light,delay=2", "light,rain=1", "light,delay=NaN")) {
      assertThatThrownBy(() -> Chaos.parse(words)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("as in light,cancel=0,delay=0.5");
    }
  }

  @Test
  void a_random_walk_beside_it_is_the_walk_of_its_seed() {
    assertThat(Chaos.LIGHT.beside(new RandomWalk(3), 3).describe()).contains("random walk from seed 3");
    assertThat(Chaos.LIGHT).hasToString(
        "cancel 1%, delay 5%, slow 1%, late 5%, jump 0.1%, fail 2%, wake 1%, exhaust 0.5%");
  }
}
