package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.Watch;
import dev.asupersync.channel.WatchReceiver;
import dev.asupersync.channel.WatchSender;
import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The latest value, and never less than the last. Rules: 7.4.1 to 7.4.5. */
public interface WatchContract extends RuntimeSource {

  @Test
  default void the_first_value_counts_as_seen_and_the_latest_is_what_is_given() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Watch<Integer> level = scope.open(Watch.of(1));
      WatchSender<Integer> sender = level.sender();
      WatchReceiver<Integer> watcher = level.watcher();
      assertThat(watcher.hasChanged(own)).isFalse();
      sender.set(own, 2);
      assertThat(sender.update(own, was -> was + 1)).isEqualTo(3);
      assertThat(watcher.hasChanged(own)).isTrue();
      assertThat(watcher.changed(own)).isEqualTo(3);
      assertThat(watcher.hasChanged(own)).isFalse();
    });
  }

  @Test
  default void peeking_does_not_count_as_seeing() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Watch<String> state = scope.open(Watch.of("a"));
      WatchReceiver<String> watcher = state.watcher();
      state.sender().set(own, "b");
      assertThat(watcher.peek(own)).isEqualTo("b");
      assertThat(watcher.hasChanged(own)).isTrue();
      assertThat(watcher.get(own)).isEqualTo("b");
      assertThat(watcher.hasChanged(own)).isFalse();
    });
  }

  @Test
  default void the_last_value_is_seen_before_the_end() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Watch<String> state = scope.open(Watch.of("a"));
      WatchReceiver<String> watcher = state.watcher();
      try (WatchSender<String> sender = state.sender()) {
        sender.set(own, "last");
      }
      assertThat(watcher.changed(own)).isEqualTo("last");
      assertThatThrownBy(() -> watcher.changed(own)).isInstanceOf(ChannelClosedException.class);
    });
  }

  @Test
  default void a_change_wakes_everybody_who_waits() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Watch<String> state = scope.open(Watch.of("a"));
        WatchSender<String> sender = state.sender();
        WatchReceiver<String> one = state.watcher();
        WatchReceiver<String> two = state.watcher();
        TaskHandle<String, RuntimeException> first = scope.spawn(TaskOptions.named("first"), one::changed);
        TaskHandle<String, RuntimeException> second = scope.spawn(TaskOptions.named("second"), c ->
            Select.first(c, two.onChanged(v -> v), c.after(Duration.ofDays(1), () -> "late")));
        bench.await(own, "blocked first SIGNAL_WAIT");
        bench.await(own, "blocked second SELECT");
        sender.set(own, "b");
        assertThat(Bench.valueOf(first.join())).isEqualTo("b");
        assertThat(Bench.valueOf(second.join())).isEqualTo("b");
      });
    }
  }

  @Test
  default void a_cancelled_watcher_has_seen_nothing_new() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Watch<String> state = scope.open(Watch.of("a"));
        WatchSender<String> sender = state.sender();
        WatchReceiver<String> watcher = state.watcher();
        TaskHandle<String, RuntimeException> task = scope.spawn(TaskOptions.named("watching"), watcher::changed);
        bench.await(own, "blocked watching SIGNAL_WAIT");
        task.cancel(CancelReason.user("stop"));
        assertThat(task.join()).isInstanceOf(Outcome.Cancelled.class);
        sender.set(own, "b");
        assertThat(sender.get(own)).isEqualTo("b");
      });
    }
  }

  @Test
  default void there_is_one_sender() {
    Bench.within(this, scope -> {
      Watch<String> state = scope.open(Watch.of("a"));
      state.sender();
      assertThatThrownBy(state::sender).isInstanceOf(CxUsageException.class).hasMessageContaining("CX-3103");
    });
  }
}
