package dev.asupersync.debug.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks the gate, asks the handler, and writes the answer. One answer for each connection: nothing that was sent behind
 * a request is ever taken for another one.
 */
final class Exchanges implements HttpHandler {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.debug");

  private final Gate gate;
  private final Handler handler;
  private final ServerLimits limits;
  private final Patience patience;
  private final CountDownLatch stopped;
  private final Semaphore listeners;

  /** @param stopped open while the server is not */
  Exchanges(Gate gate, Handler handler, ServerLimits limits, Patience patience, CountDownLatch stopped) {
    this.gate = gate;
    this.handler = handler;
    this.limits = limits;
    this.patience = patience;
    this.stopped = stopped;
    this.listeners = new Semaphore(limits.live());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      patience.relax();
      Response response = gate.refusal(exchange).orElseGet(() -> answer(exchange));
      patience.expect();
      switch (response) {
        case Response.Whole whole -> write(whole, exchange);
        case Response.Live live -> listen(live, exchange);
      }
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
    }
  }

  private Response answer(HttpExchange exchange) {
    try {
      return handler.answer(Request.of(exchange));
    } catch (RuntimeException | StackOverflowError failed) {
      LOG.log(Level.WARNING, "The debug page could not answer a request.", failed);
      return Response.text(500, "This could not be answered: " + failed + "\n");
    }
  }

  private static void write(Response.Whole whole, HttpExchange exchange) throws IOException {
    byte[] body = whole.body().getBytes(StandardCharsets.UTF_8);
    Headers headers = head(exchange, whole.type());
    whole.more().forEach(headers::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(whole.status(), -1);
    } else {
      exchange.sendResponseHeaders(whole.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void listen(Response.Live live, HttpExchange exchange) throws IOException, InterruptedException {
    if (exchange.getRequestMethod().equals("HEAD") || !listeners.tryAcquire()) {
      write(Response.text(503, "Too many listen already.\n"), exchange);
      return;
    }
    try {
      head(exchange, "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      do {
        patience.relax();
        byte[] event = live.next().get().getBytes(StandardCharsets.UTF_8);
        patience.expect();
        out.write(event);
        out.flush();
        patience.relax();
      } while (!stopped.await(limits.pace().toNanos(), TimeUnit.NANOSECONDS));
    } finally {
      listeners.release();
    }
  }

  private static Headers head(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Connection", "close");
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("X-Frame-Options", "DENY");
    return headers;
  }
}
