package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.error.CancelledError;
import dev.asupersync.stream.Flows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Channels and {@link Flow}, with demand on both sides. Rules: 7.0.1, 7.1.10. */
public interface FlowContract extends RuntimeSource {

  /** Notes what it is told, and asks only when the test does. */
  final class Noting implements Flow.Subscriber<Integer> {

    Noting() {}

    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

    @Override
    public void onSubscribe(Flow.Subscription made) {
      told.add("subscribed");
      subscription.set(made);
    }

    @Override
    public void onNext(Integer item) {
      told.add("got " + item);
    }

    @Override
    public void onError(Throwable thrown) {
      told.add("failed " + thrown.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      told.add("complete");
    }

    Flow.Subscription subscription() {
      return Bench.present(subscription.get());
    }
  }

  @Test
  default void a_subscriber_gets_what_it_asks_for_and_no_more() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Channel<Integer> channel = scope.open(Channel.bounded(4));
      Receiver<Integer> rest = channel.receiver();
      Flow.Publisher<Integer> publisher = Flows.publisher(scope, channel.receiver());
      Noting noting = new Noting();
      publisher.subscribe(noting);
      Bench.until(own, () -> noting.told.contains("subscribed"));
      Sender<Integer> sender = channel.sender();
      for (int i = 1; i <= 3; i++) {
        sender.send(own, i);
      }
      noting.subscription().request(2);
      Bench.until(own, () -> noting.told.size() == 3);
      assertThat(channel.size()).isEqualTo(1);
      noting.subscription().cancel();
      assertThat(rest.recv(own)).isEqualTo(3);
      assertThat(noting.told).containsExactly("subscribed", "got 1", "got 2");
    });
  }

  @Test
  default void the_end_of_the_channel_completes_the_stream() {
    Noting noting = new Noting();
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(4));
      Flows.publisher(scope, channel.receiver()).subscribe(noting);
      Bench.until(scope.cx(), () -> noting.told.contains("subscribed"));
      noting.subscription().request(Long.MAX_VALUE);
      try (Sender<Integer> sender = channel.sender()) {
        sender.send(scope.cx(), 7);
      }
    });
    assertThat(noting.told).containsExactly("subscribed", "got 7", "complete");
  }

  @Test
  default void a_second_subscriber_and_a_senseless_demand_are_refused() {
    Noting first = new Noting();
    Noting second = new Noting();
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(4));
      Flow.Publisher<Integer> publisher = Flows.publisher(scope, channel.receiver());
      publisher.subscribe(first);
      publisher.subscribe(second);
      Bench.until(scope.cx(), () -> first.told.contains("subscribed"));
      first.subscription().request(0);
    });
    assertThat(second.told).containsExactly("subscribed", "failed IllegalStateException");
    assertThat(first.told).containsExactly("subscribed", "failed IllegalArgumentException");
  }

  @Test
  default void a_cancelled_stream_ends_with_the_cancellation() {
    Noting noting = new Noting();
    Bench.within(this, scope -> {
      Channel<Integer> channel = scope.open(Channel.bounded(4));
      channel.sender();
      Flows.publisher(scope, channel.receiver()).subscribe(noting);
      Bench.until(scope.cx(), () -> noting.told.contains("subscribed"));
      noting.subscription().request(1);
      scope.cancel(CancelReason.user("stop"));
    });
    assertThat(noting.told).containsExactly("subscribed", "failed " + CancelledError.class.getSimpleName());
  }

  /** Publishes the numbers from 1 on, at once, as far as it is asked. */
  final class Counting implements Flow.Publisher<Integer> {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final int last;
    private final @Nullable Throwable failure;

    Counting(int last, @Nullable Throwable failure) {
      this.last = last;
      this.failure = failure;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> to) {
      to.onSubscribe(new Flow.Subscription() {
        private int next = 1;

        @Override
        public void request(long n) {
          asked.add("request " + n);
          for (long i = 0; i < n && next <= last; i++) {
            to.onNext(next++);
          }
          if (next > last) {
            next = Integer.MAX_VALUE;
            if (failure == null) {
              to.onComplete();
            } else {
              to.onError(failure);
            }
          }
        }

        @Override
        public void cancel() {
          asked.add("cancel");
        }
      });
    }
  }

  @Test
  default void what_is_published_is_received_and_only_so_much_is_asked_for_ahead() {
    Counting counting = new Counting(5, null);
    Bench.within(this, scope -> {
      List<Integer> got = new ArrayList<>();
      Flows.receiver(scope, counting, 2).forEach(scope.cx(), got::add);
      assertThat(got).containsExactly(1, 2, 3, 4, 5);
    });
    assertThat(counting.asked.getFirst()).isEqualTo("request 2");
    assertThat(counting.asked.subList(1, counting.asked.size())).containsOnly("request 1");
  }

  @Test
  default void a_receiver_that_leaves_cancels_the_subscription() {
    Counting counting = new Counting(1_000, null);
    Bench.within(this, scope -> {
      int first = Bench.valueOf(scope.cx().region(inner -> Flows.receiver(inner, counting, 2).recv(inner.cx())));
      assertThat(first).isEqualTo(1);
    });
    assertThat(counting.asked).endsWith("cancel").doesNotContain("request 1000");
  }

  @Test
  default void an_error_of_the_publisher_is_a_panic_of_the_region() {
    Counting counting = new Counting(1, new IllegalStateException("broken"));
    Outcome<String, RuntimeException> outcome = Bench.outcome(this, cx -> cx.<String>region(scope -> {
      Flows.receiver(scope, counting, 2).forEach(scope.cx(), _ -> {});
      return "";
    }).orThrow());
    assertThat(outcome).isInstanceOfSatisfying(
        Outcome.Panicked.class, panic -> assertThat(panic.cause()).hasMessage("broken"));
  }
}
