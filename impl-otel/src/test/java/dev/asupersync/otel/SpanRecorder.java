package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;

/** An SDK that keeps every sampled span that has ended; {@link Enclosed} asks whether each lies within its parent. */
final class SpanRecorder {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  final OpenTelemetrySdk sdk;

  SpanRecorder() {
    this(Sampler.alwaysOn());
  }

  SpanRecorder(Sampler sampler) {
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .addSpanProcessor(Enclosed.ORACLE)
                    .build())
            .build();
  }

  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  /** Forgets the spans so far, and what is wrong with them. */
  void reset() {
    exporter.reset();
    Enclosed.ORACLE.reset();
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

  /**
   * No context was left current anywhere: the strict storage remembers each that is open, with its caller.
   */
  static void assertNoContextOpen() throws Exception {
    assertThat(ContextStorage.get()).isInstanceOf(AutoCloseable.class);
    ((AutoCloseable) ContextStorage.get()).close();
  }
}
