package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.combine.Race;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands on spans when it is asked for, and what long-lived regions do to a trace. */
class SpanExtrasTest {

  private final SpanRecorder recorder = new SpanRecorder();
  private SpanOptions options = SpanOptions.DEFAULT;

  private void run(Task<Void, RuntimeException> program) throws Exception {
    Wiring wiring = LabInterpretation.of(LabConfig.defaults().seed(7)).wiring();
    SpansObserver observer = new SpansObserver(Telemetry.of(recorder.sdk), new Watched(), options);
    try (Kernel kernel = Kernel.open("lab", wiring.observedBy(observer), KernelSettings.DEFAULT)) {
      kernel.run(program).orThrow();
    }
    assertThat(observer.held()).isZero();
    SpanRecorder.assertNoContextOpen();
  }

  private SpanOptions with(
      CancelledAsError cancelledAsError, Duration maxTraceAge, List<String> baggage, boolean code) {
    return new SpanOptions(SpanLevel.OPERATIONS, cancelledAsError, maxTraceAge, baggage, code);
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  private static List<String> kinds(SpanData span) {
    return span.getLinks().stream()
        .map(link -> link.getAttributes().get(AttributeKey.stringKey("asupersync.link.kind"))).toList();
  }

  @Test
  void the_seed_of_a_lab_stands_on_the_root() throws Exception {
    run(cx -> cx.<Void>region(RegionOptions.named("shop"), _ -> null).orThrow());

    AttributeKey<Long> seed = AttributeKey.longKey("asupersync.lab.seed");
    assertThat(recorder.only("region").getAttributes().get(seed)).isEqualTo(7);
    assertThat(recorder.only("region shop").getAttributes().get(seed)).isNull();
  }

  @Test
  void the_losers_of_a_race_link_to_its_winner() throws Exception {
    run(cx -> {
      Race.of(
          cx,
          c -> sleep(c, 60),
          c -> c.<Integer>region(RegionOptions.named("winner"), _ -> sleep(c, 1)).orThrow(),
          c -> sleep(c, 60));
      return null;
    });

    SpanData inWinner = recorder.only("region winner");
    List<SpanData> losers =
        recorder.spans().stream().filter(span -> "race_lost".equals(text(span, "asupersync.cancel.kind"))).toList();
    assertThat(losers).hasSize(2).allSatisfy(loser -> {
      assertThat(kinds(loser)).containsExactly("race");
      assertThat(loser.getLinks().getFirst().getSpanContext().getSpanId()).isEqualTo(inWinner.getParentSpanId());
      assertThat(loser.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    });
  }

  private static int sleep(Cx cx, long seconds) {
    cx.sleep(Duration.ofSeconds(seconds));
    return 1;
  }

  private void sendLetters(int letters) throws Exception {
    run(cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      Channel<Sent<Integer>> post = scope.open(Channel.<Sent<Integer>>bounded(2).named("post"));
      var in = post.receiver();
      var out = post.sender();
      scope.launch(TaskOptions.named("clerk"), c -> {
        for (int i = 0; i < letters; i++) {
          assertThat(in.recv(c).received()).isEqualTo(i);
        }
      });
      scope.launch(TaskOptions.named("writer"), c -> {
        for (int i = 0; i < letters; i++) {
          out.send(c, Sent.of(i));
        }
      });
      return null;
    }).orThrow());
  }

  @Test
  void who_receives_a_message_that_bears_its_sender_links_to_it() throws Exception {
    sendLetters(1);

    SpanData clerk = recorder.only("task clerk");
    assertThat(kinds(clerk)).containsExactly("message");
    assertThat(clerk.getLinks().getFirst().getSpanContext().getSpanId())
        .isEqualTo(recorder.only("task writer").getSpanId());
    assertThat(clerk.getParentSpanId()).as("a link is no parent").isEqualTo(recorder.only("region shop").getSpanId());
  }

  @Test
  void of_many_messages_the_first_32_are_linked_and_all_are_counted() throws Exception {
    sendLetters(100);

    SpanData clerk = recorder.only("task clerk");
    assertThat(kinds(clerk)).hasSize(32).containsOnly("message");
    assertThat(clerk.getAttributes().get(AttributeKey.longKey("asupersync.message.received"))).isEqualTo(100);
  }

  @Test
  void a_message_from_outside_of_any_span_links_to_nothing() {
    assertThat(Sent.of("hello").sender().isValid()).isFalse();
    assertThat(Sent.of("hello").received()).isEqualTo("hello");
  }

  @Test
  void a_wait_for_a_channel_is_a_span_in_its_task() throws Exception {
    options = SpanOptions.of(SpanLevel.OPERATIONS);
    run(cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      Channel<Integer> orders = scope.open(Channel.<Integer>bounded(1).named("orders"));
      var in = orders.receiver();
      scope.launch(TaskOptions.named("clerk"), c -> {
        for (int i = 0; i < 3; i++) {
          in.recv(c);
        }
      });
      try (var out = orders.sender()) {
        for (int i = 0; i < 3; i++) {
          cx.sleep(Duration.ofSeconds(2));
          out.send(cx, i);
        }
      }
      return null;
    }).orThrow());

    List<SpanData> waits = recorder.spans().stream().filter(span -> span.getName().equals("receive orders")).toList();
    assertThat(waits).hasSize(3).allSatisfy(wait -> {
      assertThat(wait.getParentSpanId()).isEqualTo(recorder.only("task clerk").getSpanId());
      assertThat(text(wait, "asupersync.channel.name")).isEqualTo("orders");
    });
    assertThat(waits).extracting(span -> span.getEndEpochNanos() - span.getStartEpochNanos())
        .allMatch(nanos -> nanos == 2_000_000_000L);
  }

  @Test
  void kinds_of_cancellation_that_are_listed_are_errors() throws Exception {
    options = with(CancelledAsError.of(List.of("timeout")), Duration.ZERO, List.of(), false);
    run(cx -> {
      cx.region(RegionOptions.named("late").withTimeout(Duration.ofSeconds(1)), scope -> {
        scope.launch(TaskOptions.named("slow"), c -> c.sleep(Duration.ofDays(1)));
        return null;
      }).isOk();
      cx.region(RegionOptions.named("stopped"), scope -> {
        scope.cancel(CancelReason.user("enough"));
        return null;
      }).isOk();
      return null;
    });

    for (String name : List.of("region late", "task slow")) {
      assertThat(recorder.only(name).getStatus().getStatusCode()).as(name).isEqualTo(StatusCode.ERROR);
      assertThat(text(recorder.only(name), "error.type")).isEqualTo("timeout");
      assertThat(text(recorder.only(name), "asupersync.outcome")).isEqualTo("cancelled");
    }
    assertThat(recorder.only("region stopped").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void only_listed_baggage_is_copied_and_all_of_it_is_carried() throws Exception {
    options = with(CancelledAsError.NONE, Duration.ZERO, List.of("tenant"), false);
    String[] carried = new String[1];
    run(cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      try (Scope _ = Baggage.builder().put("tenant", "acme").put("card", "4711").build().makeCurrent()) {
        scope.launch(TaskOptions.named("mailer"), _ -> carried[0] = Baggage.current().getEntryValue("card"));
      }
      return null;
    }).orThrow());

    assertThat(carried[0]).isEqualTo("4711");
    assertThat(text(recorder.only("task mailer"), "tenant")).isEqualTo("acme");
    assertThat(recorder.only("task mailer").getAttributes().asMap().toString()).doesNotContain("4711");
    assertThat(text(recorder.only("region shop"), "tenant")).isNull();
  }

  @Test
  void a_span_says_where_its_task_was_spawned_when_it_is_asked_to() throws Exception {
    options = with(CancelledAsError.NONE, Duration.ZERO, List.of(), true);
    run(cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      scope.launch(TaskOptions.named("mailer"), _ -> {});
      return null;
    }).orThrow());

    SpanData task = recorder.only("task mailer");
    assertThat(text(task, "code.function.name")).startsWith("dev.asupersync.otel.SpanExtrasTest.");
    assertThat(text(task, "code.file.path")).isEqualTo("SpanExtrasTest.java");
    assertThat(task.getAttributes().get(AttributeKey.longKey("code.line.number"))).isPositive();
  }

  @Test
  void a_region_that_is_open_for_long_says_each_minute_that_it_is_alive() throws Exception {
    run(cx -> cx.<Void>region(RegionOptions.named("server"), scope -> {
      cx.sleep(Duration.ofSeconds(430));
      scope.launch(_ -> {});
      cx.sleep(Duration.ofSeconds(60));
      return null;
    }).orThrow());

    SpanData server = recorder.only("region server");
    assertThat(server.getEvents()).extracting(EventData::getName).containsOnly("asupersync.region.alive");
    assertThat(server.getEvents())
        .extracting(event -> (event.getEpochNanos() - server.getStartEpochNanos()) / 1_000_000_000)
        .containsExactly(300L, 360L, 420L, 480L);
  }

  @Test
  void a_region_that_is_open_for_days_leaves_room_for_other_events() throws Exception {
    run(cx -> {
      cx.sleep(Duration.ofDays(30));
      return null;
    });

    assertThat(recorder.only("region").getEvents()).hasSizeBetween(50, 61);
  }

  @Test
  void what_starts_in_an_old_trace_begins_one_of_its_own_with_a_link_back() throws Exception {
    options = with(CancelledAsError.NONE, Duration.ofMinutes(10), List.of(), false);
    run(cx -> cx.<Void>region(RegionOptions.named("server"), scope -> {
      scope.launch(TaskOptions.named("early"), _ -> {}).join();
      cx.sleep(Duration.ofMinutes(20));
      scope.launch(TaskOptions.named("late"), c -> {
        c.sleep(Duration.ofMinutes(1));
        c.region(RegionOptions.named("inner"), _ -> null).orThrow();
      });
      return null;
    }).orThrow());

    SpanData server = recorder.only("region server");
    SpanData late = recorder.only("task late");
    assertThat(recorder.only("task early").getTraceId()).isEqualTo(server.getTraceId());
    assertThat(late.getTraceId()).isNotEqualTo(server.getTraceId());
    assertThat(late.getParentSpanContext().isValid()).isFalse();
    assertThat(kinds(late)).containsExactly("continues");
    assertThat(late.getLinks().getFirst().getSpanContext()).isEqualTo(server.getSpanContext());
    assertThat(recorder.only("region inner").getTraceId()).as("of the new trace").isEqualTo(late.getTraceId());
  }
}
