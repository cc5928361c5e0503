package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellation loses no message and no slot. Rules: 7.0.1, 7.0.2, 7.0.5, 7.1.4, 7.1.6, 7.1.8, 7.1.10. */
public interface ChannelCancelContract extends RuntimeSource {

  @Test
  default void a_cancelled_reserve_gives_its_place_to_the_next_sender() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Permit<String> held = channel.sender().reserve(own);
        TaskHandle<?, RuntimeException> first = ChannelContract.sending(scope, "first", channel.sender());
        bench.await(own, "blocked first CHANNEL_RESERVE");
        ChannelContract.sending(scope, "second", channel.sender());
        bench.await(own, "blocked second CHANNEL_RESERVE");
        first.cancel(CancelReason.user("stop"));
        first.join();
        held.abort();
        assertThat(receiver.recv(own)).isEqualTo("second");
      });
    }
  }

  /** The first in line may be woken for the slot and cancelled before it can use it. */
  @Test
  default void a_slot_that_was_handed_to_a_cancelled_sender_goes_on_to_the_next() {
    for (int round = 0; round < 25; round++) {
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Channel<String> channel = scope.open(Channel.bounded(1));
          Receiver<String> receiver = channel.receiver();
          Permit<String> held = channel.sender().reserve(own);
          TaskHandle<?, RuntimeException> first = ChannelContract.sending(scope, "first", channel.sender());
          bench.await(own, "blocked first CHANNEL_RESERVE");
          ChannelContract.sending(scope, "second", channel.sender());
          bench.await(own, "blocked second CHANNEL_RESERVE");
          held.abort();
          first.cancel(CancelReason.user("stop"));
          List<String> got = new ArrayList<>();
          got.add(receiver.recv(own));
          if (got.getFirst().equals("first")) {
            got.add(receiver.recv(own));
          }
          assertThat(got).endsWith("second");
        });
      }
    }
  }

  @Test
  default void a_cancelled_send_did_not_send() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        channel.sender().send(own, "full");
        TaskHandle<?, RuntimeException> task = ChannelContract.sending(scope, "lost", channel.sender());
        bench.await(own, "blocked lost CHANNEL_RESERVE");
        task.cancel(CancelReason.user("stop"));
        assertThat(Bench.reasonOf(task.join()).kind()).isEqualTo(CancelKind.USER);
        assertThat(receiver.recv(own)).isEqualTo("full");
        assertThat(receiver.tryRecv(own)).isEmpty();
      });
    }
  }

  @Test
  default void a_cancelled_task_may_still_send_what_it_has_reserved() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Receiver<String> receiver = channel.receiver();
      Permit<String> permit = channel.sender().reserve(scope.cx());
      scope.cancel(CancelReason.user("stop"));
      permit.send("committed");
      assertThat(permit.state()).isEqualTo(ObligationState.COMMITTED);
      assertThat(receiver.tryRecv(scope.cx())).contains("committed");
    });
  }

  @Test
  default void a_cancelled_receiver_takes_nothing_though_messages_are_there() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(2));
      Receiver<String> receiver = channel.receiver();
      channel.sender().send(own, "kept");
      scope.cancel(CancelReason.user("stop"));
      assertThat(Refusals.thrownBy(() -> receiver.recv(own))).isInstanceOf(CancelledError.class);
      assertThat(channel.size()).isEqualTo(1);
      assertThat(receiver.tryRecv(own)).contains("kept");
    });
  }

  @Test
  default void a_message_handed_to_a_receiver_that_is_cancelled_is_not_lost() {
    for (int round = 0; round < 25; round++) {
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Channel<String> channel = scope.open(Channel.bounded(2));
          Sender<String> sender = channel.sender();
          Receiver<String> first = channel.receiver();
          Receiver<String> second = channel.receiver();
          List<String> got = Collections.synchronizedList(new ArrayList<>());
          TaskHandle<?, RuntimeException> victim =
              scope.launch(TaskOptions.named("victim"), c -> got.add(first.recv(c)));
          bench.await(own, "blocked victim CHANNEL_RECV");
          sender.send(own, "hello");
          victim.cancel(CancelReason.user("stop"));
          victim.join();
          second.tryRecv(own).ifPresent(got::add);
          assertThat(got).containsExactly("hello");
        });
      }
    }
  }

  @Test
  default void a_masked_receiver_waits_through_the_cancellation() {
    List<String> got = Collections.synchronizedList(new ArrayList<>());
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Sender<String> sender = channel.sender();
        Receiver<String> receiver = channel.receiver();
        TaskHandle<?, RuntimeException> task = scope.launch(TaskOptions.named("t"), c -> {
          try (Mask _ = c.mask()) {
            got.add(receiver.recv(c));
          }
        });
        bench.await(own, "blocked t CHANNEL_RECV");
        task.cancel(CancelReason.user("stop"));
        sender.send(own, "in the end");
        task.join();
      });
    }

    assertThat(got).containsExactly("in the end");
  }

  @Test
  default void a_cancelled_task_may_still_reserve_in_its_cleanup() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(2));
        Receiver<String> receiver = channel.receiver();
        Sender<String> sender = channel.sender();
        scope.cancel(CancelReason.user("stop"));
        try (Mask _ = own.mask()) {
          sender.send(own, "goodbye");
          assertThat(receiver.recv(own)).isEqualTo("goodbye");
        }
      });
    }
  }
}
