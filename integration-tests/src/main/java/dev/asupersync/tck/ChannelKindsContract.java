package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.EvictionRefusedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.obligation.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that hold nothing, or everything; and other ways to use them. Rules: 7.1.1, 7.1.15, 7.1.16. */
public interface ChannelKindsContract extends RuntimeSource {

  @Test
  default void a_rendezvous_waits_for_its_receiver() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.rendezvous());
        Sender<String> sender = channel.sender();
        Receiver<String> receiver = channel.receiver();
        TaskHandle<?, RuntimeException> sending =
            scope.launch(TaskOptions.named("sending"), c -> sender.send(c, "hello"));
        bench.await(own, "blocked sending CHANNEL_RESERVE");
        assertThat(channel.size()).isZero();
        assertThat(receiver.recv(own)).isEqualTo("hello");
        Bench.valueOf(sending.join());
      });
    }
  }

  @Test
  default void a_reservation_of_a_rendezvous_is_granted_by_a_receiver_that_waits() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.rendezvous());
        Sender<String> sender = channel.sender();
        Receiver<String> receiver = channel.receiver();
        assertThat(sender.tryReserve(own)).isEmpty();
        TaskHandle<String, RuntimeException> receiving =
            scope.spawn(TaskOptions.named("receiving"), receiver::recv);
        bench.await(own, "blocked receiving CHANNEL_RECV");
        try (Permit<String> permit = sender.reserve(own)) {
          assertThat(sender.tryReserve(own)).isEmpty();
          permit.send("hello");
        }
        assertThat(Bench.valueOf(receiving.join())).isEqualTo("hello");
      });
    }
  }

  /** Its receiver has gone between reservation and send: the message waits for the next one. */
  @Test
  default void what_was_reserved_at_a_rendezvous_is_not_lost_with_its_receiver() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.rendezvous());
        Sender<String> sender = channel.sender();
        Receiver<String> spare = channel.receiver();
        Receiver<String> receiver = channel.receiver();
        TaskHandle<String, RuntimeException> receiving =
            scope.spawn(TaskOptions.named("receiving"), receiver::recv);
        bench.await(own, "blocked receiving CHANNEL_RECV");
        Permit<String> permit = sender.reserve(own);
        receiving.cancel(CancelReason.user("stop"));
        assertThat(receiving.join()).isInstanceOf(Outcome.Cancelled.class);
        permit.send("kept");
        assertThat(spare.recv(own)).isEqualTo("kept");
      });
    }
  }

  @Test
  default void an_unbounded_channel_never_makes_its_sender_wait() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<Integer> channel = scope.open(Channel.unbounded());
      Sender<Integer> sender = channel.sender();
      Receiver<Integer> receiver = channel.receiver();
      for (int i = 0; i < 1_000; i++) {
        sender.send(own, i);
      }
      sender.close();
      List<Integer> got = new ArrayList<>();
      receiver.forEach(own, got::add);
      assertThat(got).hasSize(1_000).isSorted();
    });
  }

  @Test
  default void the_oldest_message_makes_room_and_is_given_back() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(2));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      assertThat(sender.sendEvictingOldest(own, "a")).isEmpty();
      assertThat(sender.sendEvictingOldest(own, "b")).isEmpty();
      assertThat(sender.sendEvictingOldest(own, "c")).contains("a");
      assertThat(receiver.recv(own)).isEqualTo("b");
      assertThat(receiver.recv(own)).isEqualTo("c");
    });
  }

  @Test
  default void slots_that_are_reserved_are_not_evicted() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      try (Permit<String> permit = sender.reserve(own)) {
        assertThatThrownBy(() -> sender.sendEvictingOldest(own, "no"))
            .isInstanceOf(EvictionRefusedException.class).hasMessageContaining("CX-3104");
        permit.send("yes");
      }
      assertThat(receiver.recv(own)).isEqualTo("yes");
    });
  }

  @Test
  default void a_send_that_need_not_wait_does_not_overtake_one_that_does() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Sender<String> sender = channel.sender();
        Sender<String> second = channel.sender();
        Receiver<String> receiver = channel.receiver();
        Permit<String> held = sender.reserve(own);
        scope.launch(TaskOptions.named("waiting"), c -> second.reserve(c).send("first"));
        bench.await(own, "blocked waiting CHANNEL_RESERVE");
        held.abort();
        assertThat(sender.trySend(own, "barging")).isFalse();
        assertThat(receiver.recv(own)).isEqualTo("first");
      });
    }
  }

  @Test
  default void messages_that_nobody_received_are_handed_out_at_the_end() {
    List<String> left = new ArrayList<>();
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.<String>bounded(4).onUndelivered(left::add));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      for (String message : List.of("a", "b", "c")) {
        sender.send(scope.cx(), message);
      }
      receiver.recv(scope.cx());
    });
    assertThat(left).containsExactly("b", "c");
  }

  @Test
  default void a_handler_of_leftovers_that_fails_is_a_panic_of_the_region() {
    Outcome<String, RuntimeException> outcome = Bench.outcome(this, cx -> cx.<String>region(scope -> {
      Channel<String> channel = scope.open(Channel.<String>bounded(4).onUndelivered(_ -> {
        throw new IllegalStateException("cannot store it");
      }));
      channel.sender().send(scope.cx(), "a");
      return "";
    }).orThrow());
    assertThat(outcome).isInstanceOf(Outcome.Panicked.class);
  }

  @Test
  default void a_receiver_is_an_iterable_and_a_stream_that_takes_only_what_it_is_asked_for() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<Integer> channel = scope.open(Channel.bounded(8));
      Receiver<Integer> receiver = channel.receiver();
      try (Sender<Integer> sender = channel.sender()) {
        for (int i = 1; i <= 6; i++) {
          sender.send(own, i);
        }
      }
      assertThat(receiver.stream(own).limit(2).toList()).containsExactly(1, 2);
      assertThat(receiver.tryRecv(own)).contains(3);
      List<Integer> rest = new ArrayList<>();
      for (int i : receiver.iterable(own)) {
        rest.add(i);
      }
      assertThat(rest).containsExactly(4, 5, 6);
    });
  }

  @Test
  default void a_stream_of_a_cancelled_task_ends_with_the_cancellation() {
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(8));
      Receiver<Integer> receiver = channel.receiver();
      Sender<Integer> sender = channel.sender();
      TaskHandle<Long, RuntimeException> task =
          scope.spawn(TaskOptions.named("streaming"), c -> receiver.stream(c).count());
      sender.send(scope.cx(), 1);
      task.cancel(CancelReason.user("stop"));
      assertThat(task.join()).isInstanceOf(Outcome.Cancelled.class);
    });
  }

  @Test
  default void a_capacity_below_one_is_refused() {
    assertThatThrownBy(() -> Channel.bounded(0))
        .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3101");
  }
}
