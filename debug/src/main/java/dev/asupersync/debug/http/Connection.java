package dev.asupersync.debug.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One client, one request, one answer, then it is closed: nothing that was sent behind a request is ever taken for
 * another one. Its own thread reads and writes; the server closes the socket when the client is {@link #isLate late},
 * which ends whatever the thread waits for.
 */
final class Connection implements Runnable {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.debug");
  private static final int MOST_DRAINED = 64 * 1024;

  private static final Map<Integer, String> PHRASES = Map.ofEntries(
      Map.entry(200, "OK"), Map.entry(400, "Bad Request"), Map.entry(403, "Forbidden"),
      Map.entry(404, "Not Found"), Map.entry(405, "Method Not Allowed"), Map.entry(413, "Content Too Large"),
      Map.entry(414, "URI Too Long"), Map.entry(421, "Misdirected Request"),
      Map.entry(431, "Request Header Fields Too Large"), Map.entry(500, "Internal Server Error"),
      Map.entry(503, "Service Unavailable"), Map.entry(505, "HTTP Version Not Supported"));

  private static final String ALWAYS = String.join("\r\n",
      "Connection: close", "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
      "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
      "Cross-Origin-Opener-Policy: same-origin", "X-Frame-Options: DENY", "");

  private static final long NEVER = Long.MAX_VALUE;

  private final Socket socket;
  private final Gate gate;
  private final Handler handler;
  private final ServerLimits limits;
  private final Semaphore listeners;
  private final CountDownLatch stopped;
  private final Runnable onEnd;
  private volatile long dueNanos;

  /**
   * @param listeners how many more may listen to events
   * @param stopped open while the server is not
   */
  Connection(Socket socket, Gate gate, Handler handler, ServerLimits limits, Semaphore listeners,
      CountDownLatch stopped, Consumer<Connection> onEnd) {
    this.socket = socket;
    this.gate = gate;
    this.handler = handler;
    this.limits = limits;
    this.listeners = listeners;
    this.stopped = stopped;
    this.onEnd = () -> onEnd.accept(this);
    expect(limits.patience());
  }

  private void expect(Duration within) {
    dueNanos = System.nanoTime() + within.toNanos();
  }

  boolean isLate(long nanos) {
    return dueNanos != NEVER && nanos - dueNanos > 0;
  }

  /** Any thread: ends whatever it waits for. */
  void cut() {
    try {
      socket.close();
    } catch (IOException gone) {
      LOG.log(Level.TRACE, "A connection was gone before it was closed.", gone);
    }
  }

  @Override
  public void run() {
    try (socket; OutputStream out = socket.getOutputStream()) {
      answer(new BufferedInputStream(socket.getInputStream(), 1024), out);
      farewell();
    } catch (IOException gone) {
      LOG.log(Level.TRACE, "A client went away, or was too slow.", gone);
    } finally {
      onEnd.run();
    }
  }

  private void answer(BufferedInputStream in, OutputStream out) throws IOException {
    Response response;
    boolean headOnly = false;
    try {
      RequestHead head = RequestHead.read(in);
      if (head == null) {
        throw new IOException("nothing was asked");
      }
      headOnly = head.method().equals("HEAD");
      Request request = gate.admit(head);
      dueNanos = NEVER;
      response = handler.answer(request);
      if (response instanceof Response.Live && (headOnly || !listeners.tryAcquire())) {
        response = Response.text(503, "Too many listen already.\n");
      }
    } catch (Refused refused) {
      response = refused.response();
    } catch (RuntimeException | StackOverflowError failed) {
      LOG.log(Level.WARNING, "The debug page could not answer a request.", failed);
      response = Response.text(500, "This could not be answered: " + failed + "\n");
    }
    expect(limits.patience());
    switch (response) {
      case Response.Whole whole -> write(whole, headOnly, out);
      case Response.Live live -> {
        try {
          stream(live, out);
        } finally {
          listeners.release();
        }
      }
    }
  }

  private static void write(Response.Whole whole, boolean headOnly, OutputStream out) throws IOException {
    byte[] body = whole.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(whole.status()).append(' ')
        .append(PHRASES.getOrDefault(whole.status(), "Answer")).append("\r\nContent-Type: ")
        .append(whole.type()).append("\r\nContent-Length: ").append(body.length).append("\r\n")
        .append(ALWAYS);
    whole.more().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    if (!headOnly) {
      out.write(body);
    }
    out.flush();
  }

  private void stream(Response.Live live, OutputStream out) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + ALWAYS + "\r\n")
        .getBytes(StandardCharsets.US_ASCII));
    try {
      do {
        dueNanos = NEVER;
        byte[] event = live.next().get().getBytes(StandardCharsets.UTF_8);
        expect(limits.patience());
        out.write(event);
        out.flush();
        dueNanos = NEVER;
      } while (!stopped.await(limits.pace().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the client read the answer even when it has sent more than was read: a close would take it back. */
  private void farewell() throws IOException {
    expect(limits.patience());
    socket.shutdownOutput();
    byte[] unread = new byte[1024];
    int total = 0;
    for (int n = 0; n >= 0 && total < MOST_DRAINED; total += n) {
      n = socket.getInputStream().read(unread);
    }
  }
}
