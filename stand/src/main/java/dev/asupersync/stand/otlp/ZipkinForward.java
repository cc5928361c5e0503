package dev.asupersync.stand.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Hands spans on to a Zipkin server, which does not speak OTLP. Metrics and logs are dropped. */
public final class ZipkinForward implements Received, AutoCloseable {

  private static final int ACCEPTED = 202;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI spans;

  /** @param zipkin as {@code http://127.0.0.1:9411} */
  public ZipkinForward(URI zipkin) {
    this.spans = zipkin.resolve("/api/v2/spans");
  }

  @Override
  public void traces(ExportTraceServiceRequest request) throws IOException {
    HttpRequest post = HttpRequest.newBuilder(spans)
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(ZipkinJson.of(request.getResourceSpansList())))
        .build();
    HttpResponse<String> answer;
    try {
      answer = client.send(post, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while handing spans to Zipkin");
    }
    if (answer.statusCode() != ACCEPTED) {
      throw new IOException("Zipkin answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
