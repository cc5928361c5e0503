package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.spi.Wiring;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans that are not sampled are made only where a sampler might say something else of them. */
class SamplingTest {

  /** Samples what bears this name, whatever its parent. */
  private record Named(String name) implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
      return name.equals(this.name) ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
      return "Named{" + name + "}";
    }
  }

  private final List<SpanContext> seen = new ArrayList<>();
  private SpanOptions options = SpanOptions.DEFAULT;

  private void run(OpenTelemetry openTelemetry, Task<Void, RuntimeException> program) throws Exception {
    Wiring wiring = LabInterpretation.of(LabConfig.defaults()).wiring();
    SpansObserver observer = new SpansObserver(Telemetry.of(openTelemetry), new Watched(), options);
    try (Kernel kernel = Kernel.open("lab", wiring.observedBy(observer), KernelSettings.DEFAULT)) {
      kernel.run(program).orThrow();
    }
    assertThat(observer.held()).isZero();
  }

  @AfterEach
  void no_context_is_left_open() throws Exception {
    SpanRecorder.assertNoContextOpen();
  }

  private void see() {
    seen.add(Span.current().getSpanContext());
  }

  /** A region with a task in it, and a region in that. */
  private List<String> sampled(Sampler sampler) throws Exception {
    SpanRecorder recorder = new SpanRecorder(sampler);
    run(recorder.sdk, this::shop);
    return recorder.spans().stream().map(SpanData::getName).toList();
  }

  private Void shop(dev.asupersync.Cx cx) {
    return cx.<Void>region(RegionOptions.named("shop"), scope -> {
      see();
      scope.launch(TaskOptions.named("mailer"), c -> {
        see();
        c.region(RegionOptions.named("letters"), _ -> {
          see();
          return null;
        }).orThrow();
        see();
      });
      return null;
    }).orThrow();
  }

  @Test
  void below_a_span_that_is_not_sampled_none_is_made_and_the_decision_is_current() throws Exception {
    assertThat(sampled(Sampler.parentBased(Sampler.traceIdRatioBased(0)))).isEmpty();
    assertThat(sampled(Sampler.alwaysOff())).isEmpty();

    assertThat(seen).hasSize(8).allMatch(span -> span.isValid() && !span.isSampled());
    assertThat(seen.subList(0, 4)).as("one program, one span").containsOnly(seen.getFirst());
  }

  @Test
  void a_sampler_of_another_kind_is_asked_about_each() throws Exception {
    assertThat(sampled(new Named("task mailer"))).containsExactly("task mailer");
    assertThat(sampled(new Named("region letters"))).containsExactly("region letters");
  }

  @Test
  void so_is_one_that_may_sample_below_a_parent_that_was_not() throws Exception {
    assertThat(sampled(
            Sampler.parentBasedBuilder(Sampler.alwaysOff()).setLocalParentNotSampled(new Named("task mailer")).build()))
        .containsExactly("region letters", "task mailer");
  }

  @Test
  void and_one_that_cannot_be_seen() throws Exception {
    run(new Veiled(new SpanRecorder(Sampler.alwaysOff()).sdk), this::shop);

    assertThat(seen).hasSize(4).allMatch(span -> span.isValid() && !span.isSampled());
    assertThat(seen.subList(0, 3)).as("each task and region its own").doesNotHaveDuplicates();
  }

  private record Veiled(OpenTelemetry behind) implements OpenTelemetry {
    @Override
    public TracerProvider getTracerProvider() {
      return behind.getTracerProvider();
    }

    @Override
    public MeterProvider getMeterProvider() {
      return behind.getMeterProvider();
    }

    @Override
    public ContextPropagators getPropagators() {
      return behind.getPropagators();
    }
  }

  @Test
  void a_parent_in_another_process_decides_by_its_own_rule() throws Exception {
    SpanRecorder recorder = new SpanRecorder(
        Sampler.parentBasedBuilder(Sampler.alwaysOff()).setRemoteParentNotSampled(Sampler.alwaysOn()).build());
    SpanContext caller = SpanContext.createFromRemoteParent(
        "0123456789abcdef0123456789abcdef", "0123456789abcdef", TraceFlags.getDefault(), TraceState.getDefault());
    try (Scope _ = Context.root().with(Span.wrap(caller)).makeCurrent()) {
      run(recorder.sdk, this::shop);
    }

    assertThat(recorder.spans()).isNotEmpty().allMatch(span -> span.getTraceId().equals(caller.getTraceId()));
  }

  @Test
  void what_starts_a_trace_of_its_own_is_asked_about() throws Exception {
    options = new SpanOptions(
        SpanLevel.TASKS, CancelledAsError.NONE, Duration.ofMinutes(1), List.of(), false);
    SpanRecorder recorder = new SpanRecorder(Sampler.parentBased(new Named("task late")));
    run(recorder.sdk, cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      scope.launch(TaskOptions.named("late"), _ -> {});
      cx.sleep(Duration.ofHours(1));
      scope.launch(TaskOptions.named("late"), _ -> {});
      return null;
    }).orThrow());

    assertThat(recorder.only("task late").getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void baggage_goes_along_all_the_same() throws Exception {
    SpanRecorder recorder = new SpanRecorder(Sampler.parentBased(Sampler.alwaysOff()));
    List<String> tenants = new ArrayList<>();
    run(recorder.sdk, cx -> cx.<Void>region(scope -> {
      try (Scope _ = Baggage.builder().put("tenant", "acme").build().makeCurrent()) {
        scope.launch(_ -> tenants.add("" + Baggage.current().getEntryValue("tenant")));
      }
      scope.launch(_ -> tenants.add("" + Baggage.current().getEntryValue("tenant")));
      return null;
    }).orThrow());

    assertThat(tenants).containsExactlyInAnyOrder("acme", "null");
  }
}
