package dev.asupersync.stand.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * Takes what OTLP exporters send over HTTP as protobuf, on loopback only. For tests it can refuse requests and keep
 * them waiting, as a backend in trouble does.
 */
public final class OtlpReceiver implements AutoCloseable {

  /** More than any exporter sends in one request. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int TOO_LARGE = 413;
  private static final int WRONG_TYPE = 415;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final Received received;
  private final AtomicInteger toRefuse = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile int refusal = UNAVAILABLE;
  private volatile Stall gate = new Stall();

  private OtlpReceiver(HttpServer server, Received received) {
    this.server = server;
    this.received = received;
    gate.close();
  }

  /** Listens on this port of 127.0.0.1; on a free one for 0. Throws when the port is taken. */
  public static OtlpReceiver open(int port, Received received) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    OtlpReceiver receiver = new OtlpReceiver(server, received);
    server.createContext("/", receiver::handle);
    server.setExecutor(receiver.handlers);
    server.start();
    return receiver;
  }

  /** What an exporter is given as {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers the next {@code times} requests with this status and does nothing with them. */
  public void refuse(int times, int status) {
    refusal = status;
    toRefuse.set(times);
  }

  /** Keeps every request from now on waiting, until what is returned is closed. */
  public Stall stall() {
    Stall stall = new Stall();
    gate = stall;
    return stall;
  }

  /** A time in which requests are taken and not answered. */
  public static final class Stall implements AutoCloseable {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private Stall() {}

    /** Returns when there is a request that waits. */
    public void awaitRequest() throws InterruptedException {
      arrived.await();
    }

    private void pass() throws InterruptedException {
      arrived.countDown();
      over.await();
    }

    /** Lets all that wait go on, and those that come. */
    @Override
    public void close() {
      over.countDown();
    }
  }

  /** How many requests have come, those that were refused included. */
  public long requests() {
    return requests.get();
  }

  /** How many of them have been answered, in whatever way. */
  public long answered() {
    return answered.get();
  }

  /** How many were turned away as {@link #refuse} said. */
  public long refused() {
    return refused.get();
  }

  /** Stops at once; who is kept waiting is let go. */
  @Override
  public void close() {
    gate.close();
    server.stop(0);
    handlers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] text = answer.text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders()
          .set("Content-Type", answer.status == OK ? "application/x-protobuf" : "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(answer.status, text.length == 0 ? -1 : text.length);
      answered.incrementAndGet();
      exchange.getResponseBody().write(text);
    }
  }

  private record Answer(int status, String text) {}

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(WRONG_METHOD, "Only POST.");
    }
    if (!"application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      return new Answer(WRONG_TYPE, "Only application/x-protobuf: set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.");
    }
    byte[] body = body(exchange);
    requests.incrementAndGet();
    try {
      gate.pass();
    } catch (InterruptedException closing) {
      return new Answer(UNAVAILABLE, "The receiver is closing.");
    }
    if (toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      refused.incrementAndGet();
      return new Answer(refusal, "Refused, as it was told to.");
    }
    return body.length > MOST_BYTES
        ? new Answer(TOO_LARGE, "More than " + MOST_BYTES + " bytes.")
        : take(exchange.getRequestURI().getPath(), body);
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream raw = exchange.getRequestBody()) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      return (zipped ? new GZIPInputStream(raw) : raw).readNBytes(MOST_BYTES + 1);
    }
  }

  private Answer take(String path, byte[] body) {
    try {
      switch (path) {
        case "/v1/traces" -> received.traces(ExportTraceServiceRequest.parseFrom(body));
        case "/v1/metrics" -> received.metrics(ExportMetricsServiceRequest.parseFrom(body));
        case "/v1/logs" -> received.logs(ExportLogsServiceRequest.parseFrom(body));
        default -> {
          return new Answer(NOT_FOUND, "There are /v1/traces, /v1/metrics and /v1/logs.");
        }
      }
      return new Answer(OK, ""); // an empty message: everything was accepted
    } catch (InvalidProtocolBufferException wrong) {
      return new Answer(BAD_REQUEST, "The body is no such request: " + wrong.getMessage());
    } catch (IOException later) {
      return new Answer(UNAVAILABLE, String.valueOf(later.getMessage()));
    }
  }
}
