package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Oneshot;
import dev.asupersync.channel.OneshotReceiver;
import dev.asupersync.channel.OneshotSender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One message, once. Rules: 7.2.1 to 7.2.5. */
public interface OneshotContract extends RuntimeSource {

  @Test
  default void the_message_is_received_once() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      OneshotReceiver<String> receiver = reply.receiver();
      scope.launch(c -> sender.send(c, "yes"));
      assertThat(receiver.recv(scope.cx())).isEqualTo("yes");
      assertThatThrownBy(() -> receiver.recv(scope.cx())).isInstanceOf(ChannelClosedException.class);
      assertThat(receiver.tryRecv(scope.cx())).isEmpty();
    });
  }

  @Test
  default void a_sender_that_ends_without_sending_closes_it() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      OneshotReceiver<String> receiver = reply.receiver();
      scope.launch(c -> sender.reserve(c).abort());
      assertThatThrownBy(() -> receiver.recv(scope.cx())).isInstanceOf(ChannelClosedException.class);
    });
  }

  @Test
  default void a_cancelled_sender_closes_it() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      OneshotReceiver<String> receiver = reply.receiver();
      TaskHandle<?, RuntimeException> task = scope.launch(c -> {
        try (Mask _ = c.mask()) {
          c.sleep(Duration.ofMillis(2));
        }
        sender.send(c, "never");
      });
      task.cancel(CancelReason.user("stop"));
      assertThatThrownBy(() -> receiver.recv(scope.cx())).isInstanceOf(ChannelClosedException.class);
      assertThat(task.join()).isInstanceOf(Outcome.Cancelled.class);
    });
  }

  /** The opposite of a queue: there is no other who could receive it. */
  @Test
  default void a_message_that_is_there_reaches_a_cancelled_receiver_too() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotReceiver<String> receiver = reply.receiver();
      reply.sender().send(scope.cx(), "yes");
      scope.cancel(CancelReason.user("stop"));
      assertThat(receiver.recv(scope.cx())).isEqualTo("yes");
    });
  }

  @Test
  default void a_cancelled_receiver_does_not_wait() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotReceiver<String> receiver = reply.receiver();
      reply.sender();
      scope.cancel(CancelReason.user("stop"));
      assertThatThrownBy(() -> receiver.recv(scope.cx())).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  default void a_message_for_a_closed_receiver_stays_with_the_sender() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      OneshotReceiver<String> receiver = reply.receiver();
      try (var permit = sender.reserve(own)) {
        receiver.close();
        assertThatThrownBy(() -> permit.send("lost?")).isInstanceOf(ChannelClosedException.class);
      }
      Oneshot<String> other = scope.open(Oneshot.create());
      other.receiver().close();
      assertThatThrownBy(() -> other.sender().send(own, "?")).isInstanceOf(ChannelClosedException.class);
    });
  }

  @Test
  default void each_end_is_made_and_used_once() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      reply.receiver();
      sender.send(scope.cx(), "once");
      assertThatThrownBy(() -> sender.send(scope.cx(), "twice"))
          .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3103");
      assertThatThrownBy(reply::sender).isInstanceOf(CxUsageException.class);
      assertThatThrownBy(reply::receiver).isInstanceOf(CxUsageException.class);
    });
  }

  @Test
  default void it_can_be_selected() {
    Bench.within(this, scope -> {
      Oneshot<String> reply = scope.open(Oneshot.create());
      OneshotSender<String> sender = reply.sender();
      OneshotReceiver<String> receiver = reply.receiver();
      scope.launch(TaskOptions.named("replying"), c -> sender.send(c, "yes"));
      assertThat(Select.<String>first(
          scope.cx(), receiver.onRecv(m -> m), scope.cx().after(Duration.ofDays(1), () -> "late"))).isEqualTo("yes");
    });
  }
}
