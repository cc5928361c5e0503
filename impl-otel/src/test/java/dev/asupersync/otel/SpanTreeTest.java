package dev.asupersync.otel;

import static dev.asupersync.otel.Events.OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.otel.Events.Body;
import dev.asupersync.spi.Trait;
import dev.asupersync.spi.observe.TaskInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SpanTreeTest {

  private final ManualInterpretation time = new ManualInterpretation(Trait.DETERMINISTIC);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Telemetry console;

  private SpansObserver observer(long seed, int limit) {
    console = Telemetry.console(new SeededIds(seed), limit, new PrintStream(printed, false, UTF_8));
    return new SpansObserver(console, Watched.of(time), SpanOptions.DEFAULT);
  }

  @Test
  void a_program_is_told_as_a_tree_when_it_has_ended() {
    SpansObserver observer = observer(7, 100);

    shop(observer, new Events(observer));

    String text = printed.toString(UTF_8);
    assertThat(text.lines().skip(1))
        .containsExactly(
            "  region shop           at 0.000 ms for 3.000 ms  ok",
            "  ├─ task counter       at 1.000 ms for 2.000 ms  err (java.io.IOException: disk full)",
            "  ├─ task mailer        at 1.000 ms for 2.000 ms  cancelled (fail_fast)",
            "  │  │     2.000 ms  hello there",
            "  │  │     3.000 ms  cancel requested: fail_fast, counter failed",
            "  │  │     cancelled by task counter",
            "  │  └─ region letters  at 1.000 ms for 1.000 ms  ok",
            "  └─ task               at 3.000 ms for 0.000 ms  ok");
    assertThat(text).startsWith("Spans of trace ").contains(" (manual):\n").endsWith("ok\n");
  }

  @Test
  void the_same_seed_prints_the_same_bytes() {
    SpansObserver first = observer(7, 100);
    shop(first, new Events(first));
    byte[] text = printed.toByteArray();
    printed.reset();

    SpansObserver second = observer(7, 100);
    shop(second, new Events(second));
    assertThat(printed.toByteArray()).isEqualTo(text);
    printed.reset();

    SpansObserver other = observer(8, 100);
    shop(other, new Events(other));
    assertThat(printed.toByteArray()).isNotEqualTo(text);
  }

  private void shop(SpansObserver observer, Events events) {
    Body root = events.open("shop", null, null);
    time.advance(1_000_000);
    TaskInfo counter = events.spawn("counter", root);
    TaskInfo mailer = events.spawn("mailer", root);
    events.start(mailer);
    Body letters = events.open("letters", mailer, root.region());
    time.advance(1_000_000);
    events.close(letters, OK);
    observer.onTrace(mailer, "hello\nthere");
    time.advance(1_000_000);
    events.run(counter, new Outcome.Err<>(new IOException("disk full")));
    CancelReason failFast = Events.by(CancelKind.FAIL_FAST, counter, "counter failed");
    observer.onCancelRequested(mailer, failFast);
    events.end(mailer, Events.cancelled(failFast));
    events.run(events.spawn("", root), OK);
    events.close(root, OK);
    assertThat(printed.size()).as("nothing is printed before the program has ended").isZero();
    observer.onRunEnded(1, OK);
    console.runEnded();
  }

  @Test
  void no_more_spans_are_kept_than_allowed_and_the_rest_are_counted() {
    SpansObserver observer = observer(7, 3);
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    for (int i = 0; i < 10; i++) {
      events.run(events.spawn("t" + i, root), OK);
    }
    events.close(root, OK);
    observer.onRunEnded(1, OK);
    console.runEnded();

    assertThat(printed.toString(UTF_8).lines().skip(1))
        .containsExactly(
            "  region shop  at 0.000 ms for 0.000 ms  ok",
            "  ├─ task t0   at 0.000 ms for 0.000 ms  ok",
            "  └─ task t1   at 0.000 ms for 0.000 ms  ok",
            "  and 8 more (asupersync.otel.console-limit)");
  }

  @Test
  void times_of_a_second_and_more_are_told_in_seconds() {
    SpansObserver observer = observer(7, 3);
    Events events = new Events(observer);
    Body root = events.open("shop", null, null);
    time.advance(999_999_000);
    events.run(events.spawn("early", root), OK);
    time.advance(1_000);
    events.run(events.spawn("late", root), OK);
    time.advance(86_400_000_000_000L);
    events.close(root, OK);
    observer.onRunEnded(1, OK);
    console.runEnded();

    assertThat(printed.toString(UTF_8).lines().skip(1))
        .containsExactly(
            "  region shop    at 0.000 ms for 86401.000 s  ok",
            "  ├─ task early  at 999.999 ms for 0.000 ms  ok",
            "  └─ task late   at 1.000 s for 0.000 ms  ok");
  }

  @Test
  void a_program_that_still_runs_is_not_printed_with_one_that_has_ended() {
    SpansObserver observer = observer(7, 100);
    Events events = new Events(observer);
    Body slow = events.open("slow", null, null);
    events.end(slow.task(), OK);
    Body quick = events.open("quick", null, null);
    events.close(quick, OK);
    observer.onRunEnded(2, OK);
    console.runEnded();
    assertThat(printed.toString(UTF_8)).contains("quick").doesNotContain("slow");
    printed.reset();

    observer.onRegionClosed(slow.region(), OK);
    observer.onRunEnded(1, OK);
    console.runEnded();
    assertThat(printed.toString(UTF_8)).contains("slow").doesNotContain("quick");
  }
}
