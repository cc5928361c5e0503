package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskHandle;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.obligation.Permit;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs over the real interpretations: the same spans of both. */
class WatchedProgramsTest {

  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("asupersync.outcome");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("asupersync.cancel.kind");

  private final SpanRecorder recorder = new SpanRecorder();
  private final ConcurrentLinkedQueue<String> current = new ConcurrentLinkedQueue<>();

  static Stream<Arguments> interpretations() {
    return Stream.of(
        argumentSet("prod", (Supplier<Wiring>) () -> Wiring.of(ProdInterpretation.open())),
        argumentSet("lab 1", lab(1)),
        argumentSet("lab 2", lab(2)),
        argumentSet("lab 3", lab(3)));
  }

  private static Supplier<Wiring> lab(long seed) {
    return () -> LabInterpretation.of(LabConfig.defaults().seed(seed)).wiring();
  }

  /** Runs it watched, and looks at what must be true after every program. */
  private <T> Outcome<T, IOException> run(Supplier<Wiring> over, Task<T, IOException> program)
      throws Exception {
    Wiring wiring = over.get();
    SpansObserver observer = SpansObserver.of(recorder.sdk, wiring.interpretation());
    Outcome<T, IOException> outcome;
    try (Kernel kernel = Kernel.open("test", wiring.observedBy(observer), KernelSettings.DEFAULT)) {
      outcome = kernel.run(IOException.class, program);
    }
    assertThat(observer.held()).isZero();
    assertThat(Context.current()).isSameAs(Context.root());
    SpanRecorder.assertNoContextOpen();
    return outcome;
  }

  private void noteCurrent(String where) {
    current.add(where + " in " + (Span.current() instanceof ReadableSpan span ? span.getName() : "none"));
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void the_tree_of_spans_is_the_tree_of_regions_and_tasks(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx -> {
          noteCurrent("program");
          cx.region(
              RegionOptions.named("shop"),
              shop -> {
                noteCurrent("body");
                shop.defer(_ -> noteCurrent("finalizer"));
                shop.launch(
                    TaskOptions.named("mailer"),
                    mailer -> {
                      noteCurrent("task");
                      mailer.region(
                          RegionOptions.named("letters"),
                          letters -> {
                            noteCurrent("inner body");
                            letters.launch(TaskOptions.named("letter"), _ -> noteCurrent("inner task"));
                            return null;
                          });
                      noteCurrent("task again");
                    })
                    .join();
                return null;
              });
          noteCurrent("program again");
          return null;
        });

    assertThat(recorder.spans()).hasSize(5);
    assertThat(recorder.parentOf("region")).isEmpty();
    assertThat(recorder.parentOf("region shop")).isEqualTo("region");
    assertThat(recorder.parentOf("task mailer")).isEqualTo("region shop");
    assertThat(recorder.parentOf("region letters")).isEqualTo("task mailer");
    assertThat(recorder.parentOf("task letter")).isEqualTo("region letters");
    assertThat(current)
        .containsExactlyInAnyOrder(
            "program in region",
            "body in region shop",
            "task in task mailer",
            "inner body in region letters",
            "inner task in task letter",
            "task again in task mailer",
            "finalizer in region shop",
            "program again in region");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void each_outcome_of_a_task_stands_on_its_span(Supplier<Wiring> over) throws Exception {
    for (String how : List.of("ok", "err", "cancelled", "panicked")) {
      recorder.reset();
      run(
          over,
          cx ->
              cx.region(
                      IOException.class,
                      scope -> {
                        TaskHandle<String, IOException> task =
                            scope.spawn(TaskOptions.named("one"), c -> endAs(how, c));
                        if (how.equals("cancelled")) {
                          task.cancel(CancelReason.user("enough"));
                        }
                        task.join();
                        return null;
                      })
                  .isOk());

      SpanData span = recorder.only("task one");
      boolean failed = how.equals("err") || how.equals("panicked");
      assertThat(span.getAttributes().get(OUTCOME)).isEqualTo(how);
      assertThat(span.getAttributes().get(KIND)).isEqualTo(how.equals("cancelled") ? "user" : null);
      assertThat(span.getStatus().getStatusCode())
          .as(how)
          .isEqualTo(failed ? StatusCode.ERROR : StatusCode.UNSET);
      assertThat(span.hasEnded()).isTrue();
    }
  }

  private static String endAs(String how, Cx cx) throws IOException {
    switch (how) {
      case "err" -> throw new IOException("disk full");
      case "panicked" -> throw new IllegalStateException("broken");
      case "cancelled" -> cx.sleep(Duration.ofDays(1));
      default -> cx.checkpoint();
    }
    return how;
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void siblings_cancelled_by_a_failure_are_no_errors_and_point_to_it(Supplier<Wiring> over) throws Exception {
    Outcome<Boolean, IOException> outcome =
        run(
            over,
            cx ->
                cx.region(
                        IOException.class,
                        RegionOptions.named("shop"),
                        scope -> {
                          var waiter =
                              scope.launch(
                                  TaskOptions.named("waiter"),
                                  c -> c.region(RegionOptions.named("nap"), _ -> nap(c)).orThrow());
                          scope.launch(
                              TaskOptions.named("culprit"),
                              c -> {
                                c.sleep(Duration.ofMillis(1));
                                throw new IOException("disk full");
                              });
                          waiter.join();
                          return null;
                        })
                    .isOk());

    assertThat(outcome).isEqualTo(new Outcome.Ok<>(false));
    SpanData culprit = recorder.only("task culprit");
    assertThat(culprit.getAttributes().get(OUTCOME)).isEqualTo("err");
    for (String name : List.of("task waiter", "region nap")) {
      SpanData victim = recorder.only(name);
      assertThat(victim.getAttributes().get(OUTCOME)).as(name).isEqualTo("cancelled");
      assertThat(victim.getStatus().getStatusCode()).as(name).isEqualTo(StatusCode.UNSET);
      assertThat(victim.getLinks())
          .as(name)
          .singleElement()
          .satisfies(
              link ->
                  assertThat(link.getSpanContext().getSpanId()).isEqualTo(culprit.getSpanId()));
      assertThat(victim.getEvents())
          .extracting(EventData::getName)
          .as(name)
          .contains("asupersync.cancel.requested");
    }
    assertThat(recorder.only("region nap").getEvents())
        .extracting(EventData::getName)
        .containsExactly(
            "asupersync.cancel.requested", "asupersync.cancel.observed", "asupersync.cancel.finalizing");
    assertThat(recorder.only("region shop").getAttributes().get(OUTCOME)).isEqualTo("err");
  }

  private static Void nap(Cx cx) {
    cx.sleep(Duration.ofDays(1));
    return null;
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void a_region_within_a_span_of_the_programs_own_is_its_child(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx -> {
          Tracer tracer = recorder.sdk.getTracer("program");
          Span own = tracer.spanBuilder("own").setStartTimestamp(cx.now()).startSpan();
          try (Scope _ = own.makeCurrent()) {
            cx.region(RegionOptions.named("shop"), _ -> null);
          } finally {
            own.end(cx.now());
          }
          return null;
        });

    assertThat(recorder.parentOf("region shop")).isEqualTo("own");
    assertThat(recorder.parentOf("own")).isEqualTo("region");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void a_deadline_that_passes_is_told_on_the_region_and_its_tasks(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx ->
            cx.region(
                    RegionOptions.named("shop").withTimeout(Duration.ofMillis(20)),
                    scope -> {
                      scope.launch(TaskOptions.named("slow"), c -> c.sleep(Duration.ofDays(1)));
                      return null;
                    })
                .isOk());

    for (String name : List.of("region shop", "task slow")) {
      assertThat(recorder.only(name).getAttributes().get(OUTCOME)).as(name).isEqualTo("cancelled");
      assertThat(recorder.only(name).getAttributes().get(KIND)).as(name).isEqualTo("timeout");
    }
    assertThat(
            recorder.only("task slow").getAttributes()
                .get(AttributeKey.doubleKey("asupersync.budget.deadline_remaining")))
        .isBetween(0.0, 0.02);
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void tasks_that_wait_for_each_other_keep_their_own_context(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx ->
            cx.region(
                    scope -> {
                      Channel<Integer> numbers = scope.open(Channel.<Integer>bounded(1));
                      for (int t = 0; t < 4; t++) {
                        var sender = numbers.sender();
                        scope.launch(
                            TaskOptions.named("sender"),
                            c -> {
                              for (int i = 0; i < 20; i++) {
                                try (Permit<Integer> slot = sender.reserve(c)) {
                                  slot.send(i);
                                }
                                noteCurrent("sender");
                              }
                            });
                      }
                      for (int i = 0; i < 80; i++) {
                        numbers.receiver().recv(scope.cx());
                        noteCurrent("receiver");
                      }
                      return null;
                    })
                .orThrow());

    assertThat(current).hasSize(160).containsOnly("sender in task sender", "receiver in region");
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void ten_thousand_tasks_leave_their_spans_and_nothing_else(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx ->
            cx.region(
                    scope -> {
                      for (int i = 0; i < 10_000; i++) {
                        scope.launch(c -> c.checkpoint());
                      }
                      return null;
                    })
                .orThrow());

    assertThat(recorder.spans()).hasSize(10_002);
  }

  @ParameterizedTest
  @MethodSource("interpretations")
  void a_program_that_is_shut_down_ends_all_its_spans(Supplier<Wiring> over) throws Exception {
    run(
        over,
        cx ->
            cx.region(
                    scope -> {
                      for (int i = 0; i < 10; i++) {
                        scope.launch(TaskOptions.named("worker"), c -> c.sleep(Duration.ofDays(1)));
                      }
                      cx.sleep(Duration.ofMillis(1));
                      scope.cancel(CancelReason.of(CancelKind.SHUTDOWN));
                      return null;
                    })
                .isOk());

    assertThat(recorder.spans().stream().filter(span -> span.getName().equals("task worker")))
        .hasSize(10)
        .allSatisfy(span -> assertThat(span.getAttributes().get(KIND)).isEqualTo("shutdown"));
  }
}
