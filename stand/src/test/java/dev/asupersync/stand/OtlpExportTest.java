package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CxRuntime;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.stand.otlp.OtlpReceiver;
import dev.asupersync.stand.otlp.OtlpReceiver.Stall;
import dev.asupersync.stand.otlp.Received;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OTLP exporter that programs use, and a receiver in trouble. */
class OtlpExportTest {

  private final Kept kept = new Kept(new Received() {});
  private OtlpReceiver receiver;
  private Exporting exporting;

  @BeforeEach
  void a_receiver_listens() throws IOException {
    receiver = OtlpReceiver.open(0, kept);
    exporting = Exporting.to(receiver.endpoint())
        .with("otel.bsp.max.queue.size", "64")
        .with("otel.bsp.max.export.batch.size", "32");
  }

  @AfterEach
  void it_closes() {
    exporting.close();
    receiver.close();
  }

  @Test
  void what_was_refused_comes_again_and_every_span_arrives_once() {
    receiver.refuse(1, 503);

    try (CxRuntime runtime = exporting.runtime()) {
      assertThat(run(runtime, 20)).isTrue();
    }

    assertThat(receiver.refused()).isEqualTo(1);
    Map<String, Long> byName =
        kept.spans().stream().collect(Collectors.groupingBy(Span::getName, Collectors.counting()));
    assertThat(byName).isEqualTo(Map.of("region", 1L, "region shop", 1L, "task customer", 20L));
    assertThat(kept.spans()).extracting(Span::getSpanId).doesNotHaveDuplicates();
    assertEnclosed(kept.spans());
  }

  @Test
  void a_receiver_that_does_not_answer_holds_up_no_task_and_no_region_and_what_is_lost_is_counted() throws Exception {
    int port = new Ports(0, 0, 0, List.of(0)).choose().metrics().getFirst();
    exporting.metrics(port);
    long dropped;
    try (Stall stall = receiver.stall(); CxRuntime runtime = exporting.runtime()) {
      run(runtime, 40);
      stall.awaitRequest();

      boolean ended = run(runtime, 1_000);

      assertThat(ended).isTrue();
      assertThat(receiver.answered()).as("answers by now").isZero();
      dropped = dropped(port);
      assertThat(dropped).isPositive();
      stall.close();
    }
    assertThat(kept.spans()).as("all but those dropped").hasSize(Math.toIntExact(42 + 1_002 - dropped));
  }

  /** Whether every task has ended, and the region has closed. */
  private static boolean run(CxRuntime runtime, int tasks) {
    Outcome<Boolean, RuntimeException> outcome = runtime.run(cx -> cx.region(RegionOptions.named("shop"), scope -> {
      for (int i = 0; i < tasks; i++) {
        scope.launch(TaskOptions.named("customer"), c -> c.checkpoint());
      }
      return null;
    }).isOk());
    return outcome.orThrow();
  }

  private static long dropped(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofLines()).body()
          .filter(line -> line.startsWith("asupersync_telemetry_dropped_total{"))
          .filter(line -> line.contains("\"queue_full\"") || line.contains("\"export_failed\""))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }
  }

  static void assertEnclosed(List<Span> spans) {
    Map<Object, Span> byId = spans.stream().collect(Collectors.toMap(Span::getSpanId, Function.identity()));
    for (Span span : spans) {
      if (!span.getParentSpanId().isEmpty()) {
        Span parent = byId.get(span.getParentSpanId());
        assertThat(parent).as("parent of " + span.getName()).isNotNull();
        assertThat(span.getStartTimeUnixNano()).isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
        assertThat(span.getEndTimeUnixNano()).as(span.getName() + " in " + parent.getName())
            .isLessThanOrEqualTo(parent.getEndTimeUnixNano());
      }
    }
  }
}
