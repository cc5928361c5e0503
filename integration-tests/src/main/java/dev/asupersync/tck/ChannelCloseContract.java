package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.obligation.Permit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What happens when one side goes. Rules: 7.1.6, 7.1.11 to 7.1.14. */
public interface ChannelCloseContract extends RuntimeSource {

  @Test
  default void the_queue_is_drained_before_the_receiver_hears_that_the_senders_are_gone() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(3));
      Receiver<String> receiver = channel.receiver();
      try (Sender<String> sender = channel.sender()) {
        sender.send(own, "one");
        sender.send(own, "two");
      }
      assertThat(receiver.recv(own)).isEqualTo("one");
      assertThat(receiver.recv(own)).isEqualTo("two");
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> receiver.recv(own));
      assertThat(receiver.recvMany(own, 5)).isEmpty();
    });
  }

  @Test
  default void the_last_sender_that_goes_wakes_a_waiting_receiver() {
    AtomicBoolean refused = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Sender<String> first = channel.sender();
        Sender<String> last = channel.sender();
        Receiver<String> receiver = channel.receiver();
        scope.launch(TaskOptions.named("r"), c -> {
          Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> receiver.recv(c));
          refused.set(true);
        });
        bench.await(scope.cx(), "blocked r CHANNEL_RECV");
        first.close();
        scope.cx().checkpoint();
        assertThat(refused).isFalse();
        last.close();
      });
    }

    assertThat(refused).isTrue();
  }

  @Test
  default void senders_hear_at_once_that_the_last_receiver_is_gone() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(5));
      Sender<String> sender = channel.sender();
      channel.receiver().close();
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> sender.reserve(own));
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> sender.send(own, "hello"));
    });
  }

  @Test
  default void the_last_receiver_that_goes_wakes_waiting_senders() {
    AtomicBoolean refused = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        channel.sender().send(scope.cx(), "full");
        Sender<String> sender = channel.sender();
        scope.launch(TaskOptions.named("s"), c -> {
          Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> sender.send(c, "more"));
          refused.set(true);
        });
        bench.await(scope.cx(), "blocked s CHANNEL_RESERVE");
        receiver.close();
      });
    }

    assertThat(refused).isTrue();
  }

  @Test
  default void a_permit_whose_receiver_is_gone_keeps_the_message_and_leaks_nothing() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Permit<String> permit = channel.sender().reserve(scope.cx());
        receiver.close();
        Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> permit.send("hello"));
        assertThat(permit.state()).isEqualTo(ObligationState.ABORTED);
        permit.close();
      });

      assertThat(bench.events.lines("resolved")).hasSize(1).allMatch(line -> line.endsWith("ABORTED"));
    }
  }

  @Test
  default void a_closed_channel_takes_no_reservation_and_gives_what_it_has() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(3));
      Receiver<String> receiver = channel.receiver();
      Sender<String> sender = channel.sender();
      sender.send(own, "one");
      channel.close();
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> sender.reserve(own));
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, channel::sender);
      assertThat(receiver.recv(own)).isEqualTo("one");
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> receiver.recv(own));
    });
  }

  @Test
  default void a_close_refuses_the_senders_that_wait() {
    AtomicBoolean refused = new AtomicBoolean();
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Channel<String> channel = scope.open(Channel.bounded(1));
        channel.receiver();
        channel.sender().send(scope.cx(), "full");
        Sender<String> sender = channel.sender();
        scope.launch(TaskOptions.named("s"), c -> {
          Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> sender.reserve(c));
          refused.set(true);
        });
        bench.await(scope.cx(), "blocked s CHANNEL_RESERVE");
        channel.close();
      });
    }

    assertThat(refused).isTrue();
  }

  @Test
  default void an_end_closes_with_the_task_that_used_it() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(3));
      Receiver<String> receiver = channel.receiver();
      Sender<String> sender = channel.sender();
      TaskHandle<?, RuntimeException> forgetful = scope.launch(c -> sender.send(c, "hello"));
      forgetful.join();
      assertThat(receiver.recv(scope.cx())).isEqualTo("hello");
      Refusals.expect(ErrorCode.CHANNEL_CLOSED, () -> receiver.recv(scope.cx()));
    });
  }

  @Test
  default void a_second_close_of_an_end_does_nothing() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(3));
      Receiver<String> receiver = channel.receiver();
      Sender<String> first = channel.sender();
      Sender<String> second = channel.sender();
      first.close();
      first.close();
      second.send(scope.cx(), "still open");
      assertThat(receiver.recv(scope.cx())).isEqualTo("still open");
    });
  }
}
