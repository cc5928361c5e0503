package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.TaskHandle;
import dev.asupersync.combine.Pipeline;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stages in a row, for one input and for many. Rule: 8.16. */
public interface PipelineContract extends RuntimeSource {

  private static Pipeline<Integer, String, Oops> labels() {
    return Pipeline.<Integer, Integer, Oops>of((c, n) -> n + 1).then((c, n) -> n * 10).then((c, n) -> "#" + n);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** What a pipeline fails at, if it fails. */
  private static int passing(int value, int bad) throws Oops {
    if (value == bad) {
      throw new Oops("bad " + value);
    }
    return value;
  }

  @Test
  default void what_one_stage_makes_the_next_one_gets() {
    Outcome<String, Oops> outcome =
        Bench.value(this, cx -> cx.region(Oops.class, scope -> labels().run(scope.cx(), 1)));

    assertThat(outcome).isEqualTo(new Outcome.Ok<>("#20"));
  }

  @Test
  default void the_first_stage_that_fails_ends_it() {
    Parts parts = new Parts();
    Pipeline<Integer, Integer, Oops> pipeline =
        Pipeline.<Integer, Integer, Oops>of((c, n) -> passing(n, 1)).then((c, n) -> {
          parts.say("second");
          return n;
        });

    Outcome<Integer, Oops> outcome =
        Bench.value(this, cx -> cx.region(Oops.class, scope -> pipeline.run(scope.cx(), 1)));

    assertThat(outcome.declaredError().orElseThrow()).hasMessage("bad 1");
    assertThat(parts.said()).isEmpty();
  }

  @Test
  default void a_cancelled_caller_begins_no_further_stage() {
    Parts parts = new Parts();
    Pipeline<Integer, Integer, Oops> pipeline =
        Pipeline.<Integer, Integer, Oops>of((c, n) -> n).then((c, n) -> {
          parts.say("second");
          return n;
        });

    Outcome<Integer, Oops> outcome = Bench.value(this, cx -> cx.region(Oops.class, scope ->
        Pipeline.<Integer, Integer, Oops>of((c, n) -> {
          scope.cancel(CancelReason.user("stop"));
          return n;
        }).then(pipeline).run(scope.cx(), 1)));

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(parts.said()).isEmpty();
  }

  @Test
  default void pipelines_put_together_are_a_pipeline() {
    Pipeline<Integer, Integer, Oops> plus = Pipeline.of((c, n) -> n + 1);
    Pipeline<Integer, Integer, Oops> times = Pipeline.of((c, n) -> n * 10);
    Pipeline<Integer, Integer, Oops> minus = Pipeline.of((c, n) -> n - 3);

    List<Integer> results = Bench.value(this, cx -> cx.region(Oops.class, scope -> List.of(
        plus.then(times).then(minus).run(scope.cx(), 1),
        plus.then(times.then(minus)).run(scope.cx(), 1)))).orElse(List.of());

    assertThat(results).containsExactly(17, 17);
  }

  @Test
  default void a_stream_brings_every_result_in_the_order_of_the_inputs() {
    for (int capacity : List.of(1, 2, 16)) {
      List<String> got = Collections.synchronizedList(new ArrayList<>());
      Bench.check(this, cx ->
          assertThat(labels().stream(cx, Oops.class, capacity, numbers(20), (c, text) -> got.add(text)))
              .isEqualTo(new Outcome.Ok<>(20L)));
      assertThat(got).isEqualTo(numbers(20).stream().map(n -> "#" + (n + 1) * 10).toList());
    }
  }

  @Test
  default void a_stream_of_nothing_brings_nothing() {
    Bench.check(this, cx ->
        assertThat(labels().stream(cx, Oops.class, 1, List.of(), (c, text) -> text)).isEqualTo(new Outcome.Ok<>(0L)));
  }

  @Test
  default void between_two_stages_there_are_never_more_than_the_capacity() {
    AtomicInteger made = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    Pipeline<Integer, Integer, Oops> pipeline = Pipeline.of((c, n) -> {
      most.accumulateAndGet(made.incrementAndGet() - taken.get(), Math::max);
      return n;
    });

    Bench.check(this, cx -> pipeline.stream(cx, Oops.class, 2, numbers(30), (c, n) -> {
      c.sleep(Duration.ofMillis(1));
      return taken.incrementAndGet();
    }));

    // Two are in the channel, one is in the hands of the stage, and one in those of the sink.
    assertThat(most.get()).isLessThanOrEqualTo(2 + 1 + 1);
  }

  @Test
  default void a_stage_that_fails_stops_the_others_and_is_told() {
    for (int bad : List.of(0, 5, 19)) {
      Bench.check(this, cx -> {
        Pipeline<Integer, Integer, Oops> pipeline =
            Pipeline.<Integer, Integer, Oops>of((c, n) -> n).then((c, n) -> passing(n, bad)).then((c, n) -> n);
        Outcome<Long, Oops> outcome = pipeline.stream(cx, Oops.class, 1, numbers(20), (c, n) -> n);
        assertThat(outcome.declaredError().orElseThrow()).hasMessage("bad " + bad);
      });
    }
  }

  @Test
  default void a_sink_that_fails_stops_the_stages_and_is_told() {
    Bench.check(this, cx -> {
      Outcome<Long, Oops> outcome = Pipeline.<Integer, Integer, Oops>of((c, n) -> n).then((c, n) -> n)
          .stream(cx, Oops.class, 1, numbers(100), (c, n) -> passing(n, 3));
      assertThat(outcome.declaredError().orElseThrow()).hasMessage("bad 3");
    });
  }

  /** A stage that gives up quietly must not make the rest look complete. */
  @Test
  default void a_stream_with_a_stage_that_was_cancelled_is_cancelled() {
    Bench.check(this, cx -> {
      Outcome<Long, Oops> outcome = Pipeline.<Integer, Integer, Oops>of((c, n) -> {
        if (n == 3) {
          throw new CancelledError(CancelReason.user("enough"));
        }
        return n;
      }).stream(cx, Oops.class, 1, numbers(100), (c, n) -> n);
      assertThat(Bench.reasonOf(outcome).message()).contains("enough");
    });
  }

  @Test
  default void a_panic_of_a_stage_is_a_panic_of_the_stream() {
    IllegalStateException broken = new IllegalStateException("broken");
    Bench.check(this, cx -> {
      Outcome<Long, Oops> outcome = Pipeline.<Integer, Integer, Oops>of((c, n) -> n).then((c, n) -> {
        throw broken;
      }).stream(cx, Oops.class, 1, numbers(100), (c, n) -> n);
      assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
    });
  }

  @Test
  default void a_cancelled_stream_stops_every_stage() {
    Parts parts = new Parts();
    Bench.within(this, scope -> {
      TaskHandle<?, RuntimeException> caller = scope.launch(c -> {
        Outcome<Long, Oops> outcome = Pipeline.<Integer, Integer, Oops>of((own, n) -> endless(parts, own))
            .stream(c, Oops.class, 1, numbers(100), (own, n) -> n);
        parts.say("over " + outcome.severity());
      });
      parts.awaitBegun(scope.cx(), "stage");
      caller.cancel(CancelReason.user("stop"));
      caller.join();
      assertThat(parts.said()).containsExactly("stage parent cancelled", "over CANCELLED");
    });
  }

  private static int endless(Parts parts, Cx cx) throws Oops {
    return parts.<Integer>endless("stage").run(cx);
  }

  @Test
  default void a_stream_without_room_is_refused() {
    Bench.check(this, cx -> {
      Outcome<Long, Oops> outcome = labels().stream(cx, Oops.class, 0, numbers(1), (c, text) -> text);
      assertThat(outcome).isInstanceOfSatisfying(
          Outcome.Panicked.class,
          panic -> assertThat(panic.cause()).hasMessageStartingWith(ErrorCode.BAD_CAPACITY.code()));
    });
  }
}
