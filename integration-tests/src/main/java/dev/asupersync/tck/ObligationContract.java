package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.Coded;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.kernel.KernelSettings.LeakPolicy;
import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was promised is kept or taken back, once. Rules: 6.2 to 6.4, 6.7, 6.8, 6.10 to 6.16, D19, D20. */
public interface ObligationContract extends RuntimeSource {

  private static KernelSettings onLeak(LeakPolicy policy) {
    return KernelSettings.DEFAULT.withOnLeak(policy);
  }

  /** A task that reserves and forgets. */
  private static Outcome<String, RuntimeException> forgetting(Bench bench, boolean failing) {
    return bench.runtime.run(cx -> cx.region(JoinContract.COLLECTING, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      channel.receiver();
      Sender<String> sender = channel.sender();
      TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("t"), c -> {
        sender.reserve(c);
        if (failing) {
          throw new IllegalStateException("broken");
        }
        return "value";
      });
      return task.join().orThrow();
    }).orThrow());
  }

  @Test
  default void a_permit_that_was_sent_is_committed() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        channel.receiver();
        try (Permit<String> permit = channel.sender().reserve(scope.cx())) {
          assertThat(permit.kind()).isEqualTo(ObligationKind.SEND_PERMIT);
          assertThat(permit.state()).isEqualTo(ObligationState.RESERVED);
          permit.send("hello");
          assertThat(permit.state()).isEqualTo(ObligationState.COMMITTED);
        }
      });

      assertThat(bench.events.lines("resolved")).hasSize(1).allMatch(line -> line.endsWith("COMMITTED"));
    }
  }

  @Test
  default void a_permit_that_is_closed_unused_is_aborted_cleanly() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        channel.receiver();
        Permit<String> permit = channel.sender().reserve(scope.cx());
        permit.close();
        permit.close();
        assertThat(permit.state()).isEqualTo(ObligationState.ABORTED);
      });

      assertThat(bench.events.lines("resolved")).hasSize(1);
    }
  }

  @Test
  default void a_second_resolution_is_an_error() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(2));
      channel.receiver();
      Sender<String> sender = channel.sender();
      Permit<String> sent = sender.reserve(scope.cx());
      sent.send("once");
      Refusals.expect(ErrorCode.RESOLVED_TWICE, () -> sent.send("twice"));
      Refusals.expect(ErrorCode.RESOLVED_TWICE, sent::abort);
      assertThat(channel.size()).isEqualTo(1);
      Permit<String> aborted = sender.reserve(scope.cx());
      aborted.abort();
      Refusals.expect(ErrorCode.RESOLVED_TWICE, aborted::abort);
      Refusals.expect(ErrorCode.RESOLVED_TWICE, () -> aborted.send("late"));
    });
  }

  @Test
  default void only_the_holder_may_resolve() {
    AtomicReference<@Nullable Permit<String>> shared = new AtomicReference<>();
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      channel.receiver();
      Permit<String> permit = channel.sender().reserve(scope.cx());
      shared.set(permit);
      scope.launch(c -> {
        Permit<String> stolen = Bench.present(shared.get());
        Refusals.expect(ErrorCode.NOT_THE_HOLDER, () -> stolen.send("mine"));
        Refusals.expect(ErrorCode.NOT_THE_HOLDER, stolen::abort);
      }).join();
      assertThat(permit.state()).isEqualTo(ObligationState.RESERVED);
      permit.abort();
    });
  }

  @Test
  default void a_cancelled_holder_takes_back_what_it_holds_quietly() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.PANIC))) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Sender<String> sender = channel.sender();
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c -> {
          sender.reserve(c);
          c.sleep(Duration.ofHours(1));
        });
        Sender<String> other = channel.sender();
        bench.await(scope.cx(), "blocked t SLEEP");
        task.cancel(CancelReason.user("stop"));
        Bench.reasonOf(task.join());
        other.send(scope.cx(), "the slot is free again");
        assertThat(receiver.recv(scope.cx())).isNotEmpty();
      });

      assertThat(bench.events.lines("resolved t")).containsExactly("resolved t ABORTED");
    }
  }

  @Test
  default void a_leak_is_recovered_by_default() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.RECOVER))) {
      assertThat(forgetting(bench, false)).isEqualTo(new Outcome.Ok<>("value"));
      assertThat(bench.events.lines("resolved t")).hasSize(1);
    }
  }

  @Test
  default void a_leak_that_is_only_logged_is_marked() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.LOG))) {
      assertThat(forgetting(bench, false)).isEqualTo(new Outcome.Ok<>("value"));
      assertThat(bench.events.lines("resolved t")).containsExactly("resolved t LEAKED");
    }
  }

  @Test
  default void a_leak_that_panics_names_the_task_and_is_marked_first() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.PANIC))) {
      Outcome<String, RuntimeException> outcome = forgetting(bench, false);

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic -> {
        assertThat(panic.cause()).isInstanceOfSatisfying(Coded.class, coded ->
            assertThat(coded.code()).isEqualTo(ErrorCode.OBLIGATION_LEAKED));
        assertThat(panic.cause()).hasMessageContaining("\"t\"");
      });
      assertThat(bench.events.lines()).containsSubsequence("resolved t LEAKED", "end t PANICKED");
    }
  }

  @Test
  default void a_leak_of_a_task_that_panics_does_not_hide_its_panic() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.PANIC))) {
      Outcome<String, RuntimeException> outcome = forgetting(bench, true);

      assertThat(outcome).isInstanceOfSatisfying(Outcome.Panicked.class, panic ->
          assertThat(panic.cause()).hasMessage("broken"));
      assertThat(bench.events.lines("resolved t")).containsExactly("resolved t LEAKED");
    }
  }

  @Test
  default void each_leak_counts_once() {
    try (Bench bench = Bench.of(this, onLeak(LeakPolicy.LOG))) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(3));
        channel.receiver();
        Sender<String> sender = channel.sender();
        scope.launch(TaskOptions.named("t"), c -> {
          sender.reserve(c);
          sender.reserve(c);
          sender.reserve(c);
        });
      });

      assertThat(bench.events.lines("resolved t")).hasSize(3);
    }
  }

  @Test
  default void a_resolution_after_the_task_has_ended_is_refused_and_leaves_no_event() {
    List<Permit<String>> escaped = new ArrayList<>();
    try (Bench bench = Bench.of(this)) {
      bench.check(cx -> {
        cx.region(scope -> {
          Channel<String> channel = scope.open(Channel.bounded(1));
          channel.receiver();
          escaped.add(channel.sender().reserve(scope.cx()));
          return "";
        });
        Throwable late = Refusals.thrownBy(() -> escaped.getFirst().send("late"));
        assertThat(late).isInstanceOf(Coded.class);
      });

      assertThat(bench.events.lines("resolved")).hasSize(1);
    }
  }

  @Test
  default void a_finalizer_takes_on_nothing_new() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      channel.receiver();
      Sender<String> sender = channel.sender();
      scope.defer(c -> assertThat(Refusals.thrownBy(() -> sender.reserve(c)))
          .isInstanceOf(Coded.class).hasMessageStartingWith("CX-3"));
    });
  }

  @Test
  default void obligations_have_numbers_of_their_own() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(5));
      channel.receiver();
      Sender<String> sender = channel.sender();
      List<Object> seen = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        try (Permit<String> permit = sender.reserve(own)) {
          seen.add(permit.id());
        }
      }
      assertThat(seen).doesNotHaveDuplicates();
    });
  }
}
