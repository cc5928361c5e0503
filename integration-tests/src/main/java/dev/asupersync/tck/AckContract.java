package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.obligation.Ack;
import dev.asupersync.obligation.ObligationState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is received on approval is handled or comes back. Rules: 7.5.3, D21, trap 4. */
public interface AckContract extends RuntimeSource {

  @Test
  default void a_message_that_goes_back_is_the_next_one_before_anything_newer() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(4));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      sender.send(own, "first");
      sender.send(own, "second");
      Ack<String> ack = receiver.recvAck(own);
      assertThat(ack.message()).isEqualTo("first");
      ack.nack();
      assertThat(receiver.recv(own)).isEqualTo("first");
      assertThat(receiver.recv(own)).isEqualTo("second");
    });
  }

  @Test
  default void a_committed_message_does_not_come_back_and_cannot_be_given_back() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(4));
      channel.sender().send(own, "once");
      Receiver<String> receiver = channel.receiver();
      Ack<String> ack = receiver.recvAck(own);
      ack.commit();
      assertThat(ack.state()).isEqualTo(ObligationState.COMMITTED);
      assertThat(receiver.tryRecv(own)).isEmpty();
      assertThatThrownBy(ack::nack).isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3002");
      assertThatThrownBy(ack::commit).isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3002");
      assertThat(receiver.tryRecv(own)).isEmpty();
    });
  }

  @Test
  default void a_message_of_a_task_that_is_cancelled_before_its_ack_comes_back() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(4));
      Receiver<String> spare = channel.receiver();
      Receiver<String> receiver = channel.receiver();
      channel.sender().send(own, "precious");
      TaskHandle<?, RuntimeException> worker = scope.launch(TaskOptions.named("worker"), c -> {
        receiver.recvAck(c);
        c.sleep(Duration.ofDays(1));
      });
      Bench.until(own, () -> channel.size() == 0);
      worker.cancel(CancelReason.user("stop"));
      assertThat(worker.join()).isInstanceOf(Outcome.Cancelled.class);
      assertThat(spare.recv(own)).isEqualTo("precious");
    });
  }

  @Test
  default void a_receiver_waits_while_a_message_may_still_come_back() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(4));
        Receiver<String> mine = channel.receiver();
        Receiver<String> theirs = channel.receiver();
        try (Sender<String> sender = channel.sender()) {
          sender.send(own, "wanted");
        }
        Ack<String> ack = mine.recvAck(own);
        TaskHandle<String, RuntimeException> other = scope.spawn(TaskOptions.named("other"), theirs::recv);
        bench.await(own, "blocked other CHANNEL_RECV");
        ack.nack();
        assertThat(Bench.valueOf(other.join())).isEqualTo("wanted");
      });
    }
  }

  @Test
  default void a_receiver_that_waits_for_acks_of_others_learns_when_nothing_comes_back() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(4));
        Receiver<String> mine = channel.receiver();
        Receiver<String> theirs = channel.receiver();
        try (Sender<String> sender = channel.sender()) {
          sender.send(own, "handled");
        }
        Ack<String> ack = mine.recvAck(own);
        TaskHandle<Boolean, RuntimeException> other = scope.spawn(TaskOptions.named("other"), c -> {
          try {
            theirs.recv(c);
            return false;
          } catch (ChannelClosedException drained) {
            return true;
          }
        });
        bench.await(own, "blocked other CHANNEL_RECV");
        ack.commit();
        assertThat(Bench.valueOf(other.join())).isTrue();
      });
    }
  }

  @Test
  default void who_holds_every_open_ack_is_told_that_nothing_more_comes() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(4));
      Receiver<String> receiver = channel.receiver();
      try (Sender<String> sender = channel.sender()) {
        sender.send(own, "a");
        sender.send(own, "b");
      }
      List<Ack<String>> batch = new ArrayList<>();
      assertThatThrownBy(() -> {
        while (true) {
          batch.add(receiver.recvAck(own));
        }
      }).isInstanceOf(ChannelClosedException.class);
      assertThat(batch).extracting(Ack::message).containsExactly("a", "b");
      batch.forEach(Ack::commit);
    });
  }

  @Test
  default void a_message_on_approval_keeps_its_slot() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Sender<String> sender = channel.sender();
      Receiver<String> receiver = channel.receiver();
      sender.send(own, "a");
      Ack<String> ack = receiver.recvAck(own);
      assertThat(sender.trySend(own, "b")).isFalse();
      ack.commit();
      assertThat(sender.trySend(own, "b")).isTrue();
    });
  }
}
