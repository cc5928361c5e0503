package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.obligation.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The first of several things, and of the others nothing. Rules: 7.0.1, 8.10, D24. */
public interface SelectContract extends RuntimeSource {

  @Test
  default void of_two_channels_the_one_with_a_message_is_taken_and_the_other_keeps_its_own() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> one = scope.open(Channel.bounded(1));
      Channel<String> two = scope.open(Channel.bounded(1));
      Receiver<String> first = one.receiver();
      Receiver<String> second = two.receiver();
      one.sender().send(own, "a");
      two.sender().send(own, "b");
      Set<String> got = new TreeSet<>();
      got.add(Select.first(own, first.onRecv(m -> m), second.onRecv(m -> m)));
      assertThat(one.size() + two.size()).isEqualTo(1);
      got.add(Select.first(own, first.onRecv(m -> m), second.onRecv(m -> m)));
      assertThat(got).containsExactly("a", "b");
    });
  }

  @Test
  default void a_message_that_comes_later_ends_the_wait_and_the_other_line_is_left() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> one = scope.open(Channel.bounded(1));
        Channel<String> two = scope.open(Channel.bounded(1));
        Receiver<String> first = one.receiver();
        Receiver<String> second = two.receiver();
        Receiver<String> rest = one.receiver();
        TaskHandle<String, RuntimeException> chooser = scope.spawn(
            TaskOptions.named("chooser"),
            c -> Select.first(c, first.onRecv(m -> "1" + m), second.onRecv(m -> "2" + m)));
        bench.await(own, "blocked chooser SELECT");
        two.sender().send(own, "x");
        assertThat(Bench.valueOf(chooser.join())).isEqualTo("2x");
        one.sender().send(own, "y");
        assertThat(rest.recv(own)).isEqualTo("y");
      });
    }
  }

  @Test
  default void a_cancelled_select_has_taken_nothing() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> one = scope.open(Channel.bounded(1));
        Channel<String> two = scope.open(Channel.bounded(1));
        Receiver<String> spare = one.receiver();
        Receiver<String> first = one.receiver();
        Sender<String> full = two.sender();
        Receiver<String> other = two.receiver();
        two.sender().send(own, "full");
        TaskHandle<String, RuntimeException> chooser = scope.spawn(
            TaskOptions.named("chooser"), c -> Select.first(c, first.onRecv(m -> m), full.onReserve(_ -> "slot")));
        bench.await(own, "blocked chooser SELECT");
        chooser.cancel(CancelReason.user("stop"));
        assertThat(chooser.join()).isInstanceOf(Outcome.Cancelled.class);
        one.sender().send(own, "kept");
        assertThat(spare.recv(own)).isEqualTo("kept");
        assertThat(other.recv(own)).isEqualTo("full");
        assertThat(two.sender().tryReserve(own)).hasValueSatisfying(Permit::abort);
      });
    }
  }

  /** The one who selects stands in the line for the slot until it runs again, though it wants it no more. */
  @Test
  default void a_slot_goes_past_somebody_who_has_chosen_something_else() {
    for (int round = 0; round < 10; round++) {
      try (Bench bench = Bench.of(this)) {
        bench.within(scope -> {
          Cx own = scope.cx();
          Channel<String> in = scope.open(Channel.bounded(1));
          Channel<String> out = scope.open(Channel.bounded(1));
          Receiver<String> taking = in.receiver();
          Receiver<String> draining = out.receiver();
          Sender<String> wanting = out.sender();
          Sender<String> waiting = out.sender();
          Sender<String> feeding = in.sender();
          out.sender().send(own, "full");
          scope.launch(TaskOptions.named("chooser"), c ->
              Select.first(c, taking.onRecv(m -> m), wanting.onReserve(_ -> "a slot")));
          bench.await(own, "blocked chooser SELECT");
          TaskHandle<?, RuntimeException> next =
              scope.launch(TaskOptions.named("next"), c -> waiting.send(c, "next"));
          bench.await(own, "blocked next CHANNEL_RESERVE");
          feeding.send(own, "chosen");
          assertThat(draining.recv(own)).isEqualTo("full");
          assertThat(draining.recv(own)).isEqualTo("next");
          Bench.valueOf(next.join());
        });
      }
    }
  }

  @Test
  default void a_slot_a_join_and_a_moment_can_be_waited_for() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Receiver<String> receiver = channel.receiver();
      Sender<String> sender = channel.sender();
      String sent = Select.first(own, sender.onReserve(permit -> {
        permit.send("m");
        return "sent";
      }), own.after(Duration.ofDays(1), () -> "late"));
      assertThat(sent).isEqualTo("sent");
      assertThat(receiver.recv(own)).isEqualTo("m");
      String late = Select.first(own, receiver.onRecv(m -> m), own.after(Duration.ofMillis(2), () -> "late"));
      assertThat(late).isEqualTo("late");
      TaskHandle<String, RuntimeException> task = scope.spawn(_ -> "done");
      String joined = Select.first(own, receiver.onRecv(m -> m), task.onJoin(Outcome::orThrow));
      assertThat(joined).isEqualTo("done");
    });
  }

  @Test
  default void a_closed_channel_throws_or_answers_as_the_case_says() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<String> channel = scope.open(Channel.bounded(1));
      Receiver<String> receiver = channel.receiver();
      channel.sender().close();
      assertThatThrownBy(() -> Select.first(own, receiver.onRecv(m -> m)))
          .isInstanceOf(ChannelClosedException.class);
      assertThat(Select.<String>first(own, receiver.onRecv(m -> m, () -> "closed"))).isEqualTo("closed");
    });
  }

  @Test
  default void a_channel_that_closes_ends_the_wait() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Channel<String> channel = scope.open(Channel.bounded(1));
        Receiver<String> receiver = channel.receiver();
        Sender<String> sender = channel.sender();
        TaskHandle<String, RuntimeException> chooser = scope.spawn(TaskOptions.named("chooser"), c ->
            Select.first(c, receiver.onRecv(m -> m, () -> "closed"), c.after(Duration.ofDays(1), () -> "late")));
        bench.await(own, "blocked chooser SELECT");
        sender.close();
        assertThat(Bench.valueOf(chooser.join())).isEqualTo("closed");
      });
    }
  }

  /** Every message reaches exactly one of those who select, whatever is ready when. */
  @Test
  default void choosers_share_the_messages_of_two_channels_without_losing_or_doubling_any() {
    Bench.within(this, scope -> {
      Channel<Integer> one = scope.open(Channel.bounded(2));
      Channel<Integer> two = scope.open(Channel.rendezvous());
      List<TaskHandle<List<Integer>, RuntimeException>> choosers = new ArrayList<>();
      List<Receiver<Integer>> ends = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ends.add((i % 2 == 0 ? one : two).receiver());
      }
      for (int i = 0; i < 2; i++) {
        Receiver<Integer> a = ends.get(2 * i);
        Receiver<Integer> b = ends.get(2 * i + 1);
        choosers.add(scope.spawn(c -> {
          List<Integer> got = new ArrayList<>();
          boolean more = true;
          while (more) {
            int next = Select.first(c, a.onRecv(m -> m, () -> -1), b.onRecv(m -> m, () -> -1));
            more = next >= 0;
            if (more) {
              got.add(next);
            }
          }
          a.forEach(c, got::add);
          b.forEach(c, got::add);
          return got;
        }));
      }
      Sender<Integer> low = one.sender();
      Sender<Integer> high = two.sender();
      for (int i = 0; i < 2; i++) {
        Sender<Integer> sender = i == 0 ? low : high;
        int from = i * 100;
        scope.launch(c -> {
          for (int number = from; number < from + 5; number++) {
            sender.send(c, number);
          }
        });
      }
      List<Integer> all = new ArrayList<>();
      choosers.forEach(chooser -> all.addAll(Bench.valueOf(chooser.join())));
      assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 100, 101, 102, 103, 104);
    });
  }

  @Test
  default void a_case_of_anothers_end_is_refused() {
    Bench.within(this, scope -> {
      Channel<String> channel = scope.open(Channel.bounded(1));
      Receiver<String> receiver = channel.receiver();
      receiver.tryRecv(scope.cx());
      TaskHandle<String, RuntimeException> other = scope.spawn(c -> {
        assertThatThrownBy(() -> Select.first(c, receiver.onRecv(m -> m)))
            .isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3103");
        return "";
      });
      Bench.valueOf(other.join());
    });
  }
}
