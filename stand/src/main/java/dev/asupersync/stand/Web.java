package dev.asupersync.stand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.asupersync.BlockingOptions;
import dev.asupersync.Cx;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks servers. Cancellation: a question is given up at once. */
final class Web implements AutoCloseable {

  private static final int OK = 200;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final BlockingOptions AT_ONCE = BlockingOptions.DEFAULT.withGrace(Duration.ZERO);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The body of a good answer; an exception for any other. */
  String get(Cx cx, URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
    HttpResponse<String> answer = cx.<HttpResponse<String>, IOException>blocking(AT_ONCE, () -> send(request));
    if (answer.statusCode() != OK) {
      throw new IOException(address + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  JsonNode json(Cx cx, URI address) throws IOException {
    try {
      return JSON.readTree(get(cx, address));
    } catch (JsonProcessingException wrong) {
      throw new IOException(address + " answered something that is not JSON: " + wrong.getOriginalMessage(), wrong);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while asking " + request.uri());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
