package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An SDK that keeps every span that has ended, and what is true of all of them whatever the program. */
final class SpanRecorder {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build())
          .build();

  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  void reset() {
    exporter.reset();
  }

  SpanData only(String name) {
    List<SpanData> found = spans().stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(found).as("spans named \"%s\" among %s", name, spans()).hasSize(1);
    return found.getFirst();
  }

  String parentOf(String name) {
    String parent = only(name).getParentSpanId();
    return spans().stream()
        .filter(span -> span.getSpanId().equals(parent))
        .map(SpanData::getName)
        .findFirst()
        .orElse("");
  }

  /** Every span lies within its parent. */
  void assertEnclosed() {
    Map<String, SpanData> byId =
        spans().stream().collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
    for (SpanData span : spans()) {
      SpanData parent = byId.get(span.getParentSpanId());
      if (parent != null) {
        assertThat(span.getStartEpochNanos())
            .as("start of %s in %s", span.getName(), parent.getName())
            .isGreaterThanOrEqualTo(parent.getStartEpochNanos());
        assertThat(span.getEndEpochNanos())
            .as("end of %s in %s", span.getName(), parent.getName())
            .isLessThanOrEqualTo(parent.getEndEpochNanos());
      } else {
        assertThat(span.getParentSpanContext().isValid())
            .as("%s has lost its parent", span.getName())
            .isFalse();
      }
    }
  }

  /**
   * No context was left current anywhere: the strict storage remembers each that is open, with its caller.
   */
  static void assertNoContextOpen() throws Exception {
    assertThat(ContextStorage.get()).isInstanceOf(AutoCloseable.class);
    ((AutoCloseable) ContextStorage.get()).close();
  }
}
