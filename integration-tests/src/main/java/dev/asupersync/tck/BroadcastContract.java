package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Broadcast;
import dev.asupersync.channel.BroadcastReceiver;
import dev.asupersync.channel.BroadcastSender;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.LaggedException;
import dev.asupersync.obligation.BroadcastPermit;
import org.junit.jupiter.api.Test;

/** Everybody gets everything that came after. Rules: 7.3.1 to 7.3.7. */
public interface BroadcastContract extends RuntimeSource {

  @Test
  default void every_subscriber_gets_what_was_sent_after_it_subscribed() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<String> news = scope.open(Broadcast.of(8));
      BroadcastSender<String> sender = news.sender();
      BroadcastReceiver<String> early = news.subscribe();
      assertThat(sender.send(own, "a")).isEqualTo(1);
      BroadcastReceiver<String> late = news.subscribe();
      assertThat(sender.send(own, "b")).isEqualTo(2);
      assertThat(early.recv(own)).isEqualTo("a");
      assertThat(early.recv(own)).isEqualTo("b");
      assertThat(late.recv(own)).isEqualTo("b");
      assertThat(late.tryRecv(own)).isEmpty();
    });
  }

  @Test
  default void nobody_to_send_to_is_an_error_before_and_zero_after_the_reservation() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<String> news = scope.open(Broadcast.of(8));
      BroadcastSender<String> sender = news.sender();
      assertThatThrownBy(() -> sender.send(own, "a")).isInstanceOf(ChannelClosedException.class);
      BroadcastReceiver<String> receiver = news.subscribe();
      try (BroadcastPermit<String> permit = sender.reserve(own)) {
        receiver.close();
        assertThat(permit.send("b")).isZero();
      }
      BroadcastReceiver<String> next = news.subscribe();
      assertThat(next.tryRecv(own)).isEmpty();
    });
  }

  @Test
  default void a_slow_subscriber_is_told_once_exactly_how_many_it_missed() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<Integer> news = scope.open(Broadcast.of(3));
      BroadcastSender<Integer> sender = news.sender();
      BroadcastReceiver<Integer> slow = news.subscribe();
      for (int i = 0; i < 10; i++) {
        sender.send(own, i);
      }
      assertThatThrownBy(() -> slow.recv(own))
          .isInstanceOfSatisfying(LaggedException.class, lag -> assertThat(lag.missed()).isEqualTo(7))
          .hasMessageContaining("CX-3105");
      assertThat(slow.recv(own)).isEqualTo(7);
      assertThat(slow.recv(own)).isEqualTo(8);
      assertThat(slow.recv(own)).isEqualTo(9);
      assertThat(slow.tryRecv(own)).isEmpty();
    });
  }

  @Test
  default void what_is_kept_is_received_before_the_end() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<String> news = scope.open(Broadcast.of(8));
      BroadcastReceiver<String> receiver = news.subscribe();
      try (BroadcastSender<String> sender = news.sender()) {
        sender.send(own, "last");
      }
      assertThat(receiver.recv(own)).isEqualTo("last");
      assertThatThrownBy(() -> receiver.recv(own)).isInstanceOf(ChannelClosedException.class);
    });
  }

  @Test
  default void a_fork_stands_where_the_first_one_does() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<String> news = scope.open(Broadcast.of(8));
      BroadcastSender<String> sender = news.sender();
      BroadcastReceiver<String> one = news.subscribe();
      sender.send(own, "a");
      BroadcastReceiver<String> two = one.fork(own);
      assertThat(one.recv(own)).isEqualTo("a");
      assertThat(two.recv(own)).isEqualTo("a");
    });
  }

  @Test
  default void new_subscribers_after_a_time_without_any_find_nothing_old() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Broadcast<String> news = scope.open(Broadcast.of(8));
      BroadcastSender<String> sender = news.sender();
      BroadcastReceiver<String> gone = news.subscribe();
      sender.send(own, "old");
      gone.close();
      BroadcastReceiver<String> next = news.subscribe();
      assertThat(next.tryRecv(own)).isEmpty();
      sender.send(own, "new");
      assertThat(next.recv(own)).isEqualTo("new");
    });
  }

  @Test
  default void a_cancelled_subscriber_has_not_moved() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Broadcast<String> news = scope.open(Broadcast.of(8));
        BroadcastSender<String> sender = news.sender();
        BroadcastReceiver<String> receiver = news.subscribe();
        BroadcastReceiver<String> twin = receiver.fork(own);
        receiver.close();
        BroadcastReceiver<String> waiting = twin.fork(own);
        TaskHandle<String, RuntimeException> task =
            scope.spawn(TaskOptions.named("waiting"), waiting::recv);
        bench.await(own, "blocked waiting CHANNEL_RECV");
        task.cancel(CancelReason.user("stop"));
        assertThat(task.join()).isInstanceOf(Outcome.Cancelled.class);
        sender.send(own, "a");
        assertThat(Select.<String>first(own, twin.onRecv(m -> m))).isEqualTo("a");
      });
    }
  }
}
