package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.RegionOptions;
import dev.asupersync.Scope;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.stand.otlp.OtlpReceiver;
import dev.asupersync.stand.otlp.Received;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program tells is what a real Prometheus knows: metrics, exemplars, and an alert when something leaks. */
@Tag("backends")
class PrometheusBackendTest {

  private static final String LEAKED =
      "asupersync_obligation_resolved_total{asupersync_obligation_kind=\"send_permit\","
          + "asupersync_obligation_resolution=\"leaked\"}";

  @TempDir
  private Path work;

  @Test
  void metrics_exemplars_and_the_alert_on_a_leak_arrive() throws Exception {
    int metrics = Backends.freePort();
    Kept kept = new Kept(new Received() {});
    try (Backends backends = new Backends();
        OtlpReceiver receiver = OtlpReceiver.open(0, kept);
        Exporting exporting = Exporting.to(receiver.endpoint()).metrics(metrics)) {
      Prometheus prometheus = backends.prometheus(work, metrics);
      try (CxRuntime runtime = exporting.runtime()) {
        runtime.run(cx -> 1).orThrow();
        backends.await(cx -> prometheus.query(cx, LEAKED).stream().anyMatch(sample -> sample.value() == 0));
        assertThat(backends.ask(prometheus::firing)).as("before anything has leaked").isEmpty();

        runtime.run(cx -> cx.region(RegionOptions.named("shop"), PrometheusBackendTest::leak).orThrow()).orThrow();

        backends.await(cx -> !prometheus.firing(cx).isEmpty());
        assertThat(backends.ask(prometheus::firing)).containsExactly(Map.of(
            "alertname", "AsupersyncObligationLeaked", "severity", "page", "job", "asupersync", "instance", "test",
            "asupersync_obligation_kind", "send_permit"));
        assertMetrics(backends, prometheus);
        assertExemplars(backends, prometheus, runtime, kept);
      }
    }
  }

  private static Void leak(Scope<RuntimeException> scope) {
    Channel<String> letters = scope.open(Channel.<String>bounded(1).named("letters"));
    for (int i = 0; i < 10; i++) {
      scope.launch(TaskOptions.named("customer"), Cx::checkpoint);
    }
    scope.launch(TaskOptions.named("forgetful"), c -> letters.sender().reserve(c));
    return null;
  }

  private static void assertMetrics(Backends backends, Prometheus prometheus) throws Exception {
    assertThat(value(backends, prometheus, LEAKED)).isEqualTo(1);
    assertThat(value(backends, prometheus, "sum(asupersync_task_started_total)")).isEqualTo(11);
    assertThat(value(backends, prometheus, "sum(asupersync_task_duration_seconds_count)")).isEqualTo(11);
    assertThat(value(backends, prometheus, "sum(asupersync_task_active)")).isZero();
    assertThat(value(backends, prometheus, "sum(asupersync_region_active)")).isZero();
    assertThat(value(backends, prometheus, "sum(asupersync_telemetry_dropped_total)")).isZero();
  }

  private static double value(Backends backends, Prometheus prometheus, String expression) throws Exception {
    List<Prometheus.Sample> samples = backends.ask(cx -> prometheus.query(cx, expression));
    assertThat(samples).as(expression).hasSize(1);
    return samples.getFirst().value();
  }

  /** Each was measured in a span that was exported. */
  private static void assertExemplars(
      Backends backends, Prometheus prometheus, CxRuntime runtime, Kept kept) throws Exception {
    List<Prometheus.Exemplar> exemplars =
        backends.ask(cx -> prometheus.exemplars(cx, "asupersync_task_duration_seconds_bucket"));
    assertThat(exemplars).isNotEmpty();
    runtime.close(); // exports what is left
    assertThat(exemplars).allSatisfy(
        exemplar -> assertThat(kept.traces().get(exemplar.traceId())).contains(exemplar.spanId()));
  }
}
