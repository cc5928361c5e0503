package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.obligation.IoOp;
import dev.asupersync.obligation.Lease;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import dev.asupersync.obligation.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program promises itself, and how promises change hands. Rules: 6.1 to 6.3, 6.11, 6.18, 10.7.5. */
public interface PromiseContract extends RuntimeSource {

  @Test
  default void a_transaction_stands_or_is_rolled_back_once() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      List<String> undone = new ArrayList<>();
      try (Transaction kept = own.beginTransaction("kept", () -> undone.add("kept"))) {
        kept.commit();
      }
      try (Transaction dropped = own.beginTransaction("dropped", () -> undone.add("dropped"))) {
        assertThat(dropped.state()).isEqualTo(ObligationState.RESERVED);
      }
      assertThat(undone).containsExactly("dropped");
    });
  }

  @Test
  default void a_cancelled_task_takes_back_what_it_began() {
    Bench.within(this, scope -> {
      List<String> undone = new ArrayList<>();
      TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("writer"), c -> {
        IoOp first = c.beginIo("block 1", () -> undone.add("block 1"));
        c.beginIo("block 2", () -> undone.add("block 2"));
        first.complete();
        c.sleep(Duration.ofDays(1));
      });
      scope.cx().sleep(Duration.ofMillis(2));
      task.cancel(CancelReason.user("stop"));
      assertThat(task.join()).isInstanceOf(Outcome.Cancelled.class);
      assertThat(undone).isSubsetOf("block 2");
    });
  }

  @Test
  default void an_undoing_that_fails_is_a_panic_and_the_rest_is_undone() {
    List<String> undone = new ArrayList<>();
    Outcome<String, RuntimeException> outcome = Bench.outcome(this, cx -> {
      cx.region(scope -> {
        Cx own = scope.cx();
        own.beginTransaction("first", () -> undone.add("first"));
        own.beginTransaction("second", () -> {
          throw new IllegalStateException("cannot");
        });
        scope.cancel(CancelReason.user("stop"));
        own.checkpoint();
        return "";
      }).orThrow();
      return "";
    });
    assertThat(outcome).isInstanceOf(Outcome.Panicked.class);
    assertThat(undone).containsExactly("first");
  }

  @Test
  default void a_lease_lasts_its_time_and_can_be_renewed() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Lease lease = own.lease("seat", Duration.ofSeconds(60));
      assertThat(lease.isExpired()).isFalse();
      lease.renew();
      assertThat(lease.expiresAt()).isAfterOrEqualTo(own.now().plusSeconds(59));
      lease.release();
      assertThat(lease.state()).isEqualTo(ObligationState.COMMITTED);
    });
  }

  @Test
  default void an_expired_lease_is_nobodys() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("sleepy"), c -> {
          Lease lease = c.lease("seat", Duration.ofMillis(1));
          Lease left = c.lease("bed", Duration.ofMillis(1));
          c.sleep(Duration.ofMillis(3));
          assertThatThrownBy(lease::renew).isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3108");
          assertThat(lease.state()).isEqualTo(ObligationState.ABORTED);
          assertThat(left.isExpired()).isTrue();
        });
        Bench.valueOf(task.join());
      });
      assertThat(bench.events.has("resolved sleepy LEAKED")).isFalse();
    }
  }

  @Test
  default void a_promise_that_was_handed_over_is_the_others() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Channel<Permit<String>> hand = scope.open(Channel.bounded(1));
      Receiver<Permit<String>> get = hand.receiver();
      Sender<Permit<String>> give = hand.sender();
      Receiver<String> receiver = channel.receiver();
      TaskHandle<?, RuntimeException> other =
          scope.launch(TaskOptions.named("other"), c -> get.recv(c).send("from the other"));
      Permit<String> permit = channel.sender().reserve(own);
      permit.transfer(other);
      assertThatThrownBy(() -> permit.send("mine"))
          .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3003");
      assertThatThrownBy(() -> permit.transfer(other)).hasMessageContaining("CX-3003");
      give.send(own, permit);
      permit.close();
      assertThat(receiver.recv(own)).isEqualTo("from the other");
      Bench.valueOf(other.join());
    });
  }

  @Test
  default void a_promise_that_was_handed_to_a_task_that_is_cancelled_is_taken_back_with_it() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Sender<String> again = channel.sender();
      channel.receiver();
      TaskHandle<?, RuntimeException> other =
          scope.launch(TaskOptions.named("other"), c -> c.sleep(Duration.ofDays(1)));
      sender.reserve(own).transfer(other);
      assertThat(again.tryReserve(own)).isEmpty();
      other.cancel(CancelReason.user("stop"));
      other.join();
      assertThat(again.tryReserve(own)).hasValueSatisfying(Permit::abort);
    });
  }

  @Test
  default void nothing_is_handed_to_a_task_that_has_ended_or_lives_elsewhere() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      channel.receiver();
      TaskHandle<?, RuntimeException> ended = scope.launch(_ -> {});
      ended.join();
      try (Permit<String> permit = channel.sender().reserve(own)) {
        assertThatThrownBy(() -> permit.transfer(ended))
            .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3005");
        own.region(inner -> {
          TaskHandle<?, RuntimeException> below = inner.launch(c -> c.sleep(Duration.ofMillis(1)));
          try (Mask _ = inner.cx().mask()) {
            assertThatThrownBy(() -> permit.transfer(below)).isInstanceOf(CxUsageException.class);
          }
          return "";
        }).orThrow();
        assertThat(permit.state()).isEqualTo(ObligationState.RESERVED);
      }
    });
  }
}
