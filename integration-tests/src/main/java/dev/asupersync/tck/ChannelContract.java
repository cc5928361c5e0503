package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.Permit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How messages move while everybody is there. Rules: 7.1.1 to 7.1.3, 7.1.5 to 7.1.9, 7.1.12. */
public interface ChannelContract extends RuntimeSource {

  /** A task that reserves and sends its name, then closes its end. */
  static TaskHandle<?, RuntimeException> sending(
      Scope<RuntimeException> scope, String name, Sender<String> sender) {
    return scope.launch(TaskOptions.named(name), c -> {
      try (sender) {
        sender.send(c, name);
      }
    });
  }

  @Test
  default void messages_and_reservations_together_never_exceed_the_capacity() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(2));
      Sender<String> sender = channel.sender();
      channel.receiver();
      sender.send(own, "queued");
      try (Permit<String> _ = sender.reserve(own)) {
        assertThat(sender.tryReserve(own)).isEmpty();
        assertThat(channel.size()).isEqualTo(1);
      }
      Optional<Permit<String>> free = sender.tryReserve(own);
      assertThat(free).isPresent();
      free.orElseThrow().abort();
    });
  }

  @Test
  default void a_channel_that_can_hold_nothing_is_refused() {
    Refusals.expect(ErrorCode.BAD_CAPACITY, () -> Channel.bounded(0));
  }

  @Test
  default void waiting_senders_are_served_in_the_order_in_which_they_came() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Sender<String> first = channel.sender();
        first.send(scope.cx(), "first");
        for (int i = 0; i < 5; i++) {
          sending(scope, "s" + i, channel.sender());
          bench.await(scope.cx(), "blocked s" + i + " CHANNEL_RESERVE");
        }
        first.close();
        receiver.forEach(scope.cx(), got::add);
      });
    }

    assertThat(got).containsExactly("first", "s0", "s1", "s2", "s3", "s4");
  }

  @Test
  default void a_freed_slot_belongs_to_the_head_of_the_line_and_nobody_barges_in() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Sender<String> sender = channel.sender();
        sender.send(own, "first");
        sending(scope, "waiting", channel.sender());
        bench.await(own, "blocked waiting CHANNEL_RESERVE");
        assertThat(receiver.tryRecv(own)).contains("first");
        assertThat(sender.tryReserve(own)).isEmpty();
        assertThat(receiver.recv(own)).isEqualTo("waiting");
      });
    }
  }

  @Test
  default void an_abort_hands_its_slot_to_the_next_in_line() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Permit<String> held = channel.sender().reserve(own);
        sending(scope, "waiting", channel.sender());
        bench.await(own, "blocked waiting CHANNEL_RESERVE");
        held.abort();
        assertThat(receiver.recv(own)).isEqualTo("waiting");
      });
    }
  }

  @Test
  default void several_freed_slots_wake_several_senders() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(3));
        Receiver<String> receiver = channel.receiver();
        Sender<String> sender = channel.sender();
        for (int i = 0; i < 3; i++) {
          sender.send(own, "q" + i);
        }
        for (int i = 0; i < 3; i++) {
          sending(scope, "s" + i, channel.sender());
          bench.await(own, "blocked s" + i + " CHANNEL_RESERVE");
        }
        assertThat(receiver.recvMany(own, 3)).containsExactly("q0", "q1", "q2");
        for (int i = 0; i < 3; i++) {
          got.add(receiver.recv(own));
        }
      });
    }

    assertThat(got).containsExactlyInAnyOrder("s0", "s1", "s2");
  }

  @Test
  default void messages_come_in_the_order_of_the_sends_not_of_the_reservations() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(2));
      Receiver<String> receiver = channel.receiver();
      Sender<String> sender = channel.sender();
      Permit<String> first = sender.reserve(own);
      Permit<String> second = sender.reserve(own);
      second.send("sent first");
      first.send("sent second");
      assertThat(receiver.recvMany(own, 2)).containsExactly("sent first", "sent second");
    });
  }

  @Test
  default void a_waiting_receiver_is_woken_by_a_send() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Sender<String> sender = channel.sender();
        Receiver<String> receiver = channel.receiver();
        TaskHandle<String, RuntimeException> task =
            scope.spawn(TaskOptions.named("r"), c -> receiver.recv(c));
        bench.await(scope.cx(), "blocked r CHANNEL_RECV");
        sender.send(scope.cx(), "hello");
        assertThat(Bench.valueOf(task.join())).isEqualTo("hello");
      });
    }
  }

  @Test
  default void several_receivers_share_the_messages_and_none_gets_one_twice() {
    List<Integer> got = Collections.synchronizedList(new ArrayList<>());
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(3));
      for (int i = 0; i < 4; i++) {
        Receiver<Integer> receiver = channel.receiver();
        scope.launch(c -> receiver.forEach(c, got::add));
      }
      try (Sender<Integer> sender = channel.sender()) {
        for (int i = 0; i < 500; i++) {
          sender.send(scope.cx(), i);
        }
      }
    });

    assertThat(got).hasSize(500);
    assertThat(new TreeSet<>(got)).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
  }

  @Test
  default void several_senders_lose_nothing_and_keep_their_own_order() {
    List<Integer> got = new ArrayList<>();
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(2));
      Receiver<Integer> receiver = channel.receiver();
      for (int s = 0; s < 4; s++) {
        Sender<Integer> sender = channel.sender();
        int base = s * 100;
        scope.launch(c -> {
          try (sender) {
            for (int i = 0; i < 100; i++) {
              sender.send(c, base + i);
            }
          }
        });
      }
      receiver.forEach(scope.cx(), got::add);
    });

    assertThat(got).hasSize(400);
    for (int s = 0; s < 4; s++) {
      int base = s * 100;
      assertThat(got.stream().filter(n -> n / 100 * 100 == base).toList())
          .isEqualTo(IntStream.range(base, base + 100).boxed().toList());
    }
  }

  @Test
  default void try_recv_never_waits() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      assertThat(receiver.tryRecv(scope.cx())).isEmpty();
      sender.send(scope.cx(), "hello");
      assertThat(receiver.tryRecv(scope.cx())).contains("hello");
    });
  }

  @Test
  default void an_end_belongs_to_the_first_task_that_uses_it() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(2));
      Sender<String> sender = channel.sender();
      channel.receiver();
      sender.send(scope.cx(), "mine");
      scope.launch(c -> Refusals.expect(ErrorCode.END_CLOSED, () -> sender.send(c, "yours"))).join();
    });
  }
}
