package dev.asupersync.debug.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * Serves one handler on the loopback interface, with the JDK's web server. What that server has no limit for, or one
 * that holds for the whole JVM, is limited here: requests at once and slow clients by {@link Patience}, and who may ask
 * by {@link Gate}. Threads are platform threads, because a page that shows why the virtual ones do not get on must not
 * wait for them.
 */
public final class LoopbackServer implements AutoCloseable {

  private final HttpServer server;
  private final Patience patience;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private LoopbackServer(HttpServer server, Patience patience) {
    this.server = server;
    this.patience = patience;
  }

  /** Listens. {@code port} 0 is any that is free. */
  public static LoopbackServer open(int port, ServerLimits limits, Handler handler) throws IOException {
    HttpServer http = HttpServer.create(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limits.requests());
    Patience patience = new Patience(limits);
    LoopbackServer server = new LoopbackServer(http, patience);
    http.setExecutor(patience);
    http.createContext("/", new Exchanges(new Gate(http.getAddress().getPort()), handler, limits, patience,
        server.stopped));
    server.startBehind();
    return server;
  }

  /** The server's thread is a daemon when the one that starts it is: a page must not keep a JVM alive. */
  private void startBehind() {
    Thread starter = Thread.ofPlatform().daemon().name("asupersync-debug-start").start(server::start);
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The address by its number: a name such as localhost may lead to somebody else's port first. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getAddress().getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[::1]" : host) + ":" + bound.getPort() + "/");
  }

  /** Cuts every connection and waits for the threads, 2 s at most. */
  @Override
  public void close() {
    stopped.countDown();
    server.stop(0);
    patience.close();
  }
}
