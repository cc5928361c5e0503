package dev.asupersync.stand.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {

  private static final ExportTraceServiceRequest ONE =
      ExportTraceServiceRequest.newBuilder().addResourceSpans(ResourceSpans.newBuilder().setSchemaUrl("x")).build();

  private final Queue<ExportTraceServiceRequest> seen = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private OtlpReceiver receiver;

  @BeforeEach
  void it_listens() throws IOException {
    receiver = OtlpReceiver.open(0, new Received() {
      @Override
      public void traces(ExportTraceServiceRequest request) throws IOException {
        if (request.getResourceSpansCount() > 1) {
          throw new IOException("full");
        }
        seen.add(request);
      }
    });
  }

  @AfterEach
  void it_closes() {
    receiver.close();
    client.close();
  }

  private int post(String path, String type, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(receiver.endpoint().resolve(path))
        .header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private int post(byte[] body) throws Exception {
    return post("/v1/traces", "application/x-protobuf", body);
  }

  @Test
  void a_request_is_taken_plain_and_zipped() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      ONE.writeTo(zip);
    }

    assertThat(post(ONE.toByteArray())).isEqualTo(200);
    assertThat(post("/v1/traces", "application/x-protobuf", zipped.toByteArray(), "Content-Encoding", "gzip"))
        .isEqualTo(200);

    assertThat(seen).containsExactly(ONE, ONE);
  }

  @Test
  void what_is_no_such_request_is_refused_for_good() throws Exception {
    assertThat(post(new byte[] {1, 2, 3})).isEqualTo(400);
    assertThat(post("/v2/traces", "application/x-protobuf", ONE.toByteArray())).isEqualTo(404);
    assertThat(post("/v1/traces", "application/json", ONE.toByteArray())).isEqualTo(415);
    HttpRequest get = HttpRequest.newBuilder(receiver.endpoint().resolve("/v1/traces")).build();
    assertThat(client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(405);

    assertThat(seen).isEmpty();
  }

  @Test
  void as_many_as_it_was_told_to_refuse_are_refused_and_no_more() throws Exception {
    receiver.refuse(2, 429);

    assertThat(post(ONE.toByteArray())).isEqualTo(429);
    assertThat(post(ONE.toByteArray())).isEqualTo(429);
    assertThat(post(ONE.toByteArray())).isEqualTo(200);

    assertThat(receiver.refused()).isEqualTo(2);
    assertThat(seen).containsExactly(ONE);
  }

  @Test
  void what_cannot_be_handed_on_is_to_come_again() throws Exception {
    ExportTraceServiceRequest two = ONE.toBuilder().addResourceSpans(ONE.getResourceSpans(0)).build();

    assertThat(post(two.toByteArray())).isEqualTo(503);
  }
}
