package dev.asupersync.debug.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves one handler on the loopback interface. A thread for each client, because there are few; platform threads,
 * because a page that shows why the virtual ones do not get on must not wait for them.
 *
 * <p>Not the JDK's {@code jdk.httpserver}: its limits are system properties that hold for a whole JVM and are read
 * once, and it has none on the clients of one server. See docs/adr/0019.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.asupersync.debug");
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final byte[] FULL = String.join("\r\n",
      "HTTP/1.1 503 Service Unavailable", "Content-Type: text/plain; charset=utf-8", "Retry-After: 1",
      "Connection: close", "", "Too many are connected. Try again later.", "").getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final Gate gate;
  private final Handler handler;
  private final ServerLimits limits;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Semaphore listeners;
  private final AtomicLong served = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread acceptor;

  private LoopbackServer(ServerSocket socket, Handler handler, ServerLimits limits) throws IOException {
    this.socket = socket;
    this.gate = new Gate(socket.getLocalPort());
    this.handler = handler;
    this.limits = limits;
    this.listeners = new Semaphore(limits.live());
    // How often it looks for clients that are late.
    socket.setSoTimeout(Math.clamp(limits.patience().toMillis() / 4, 10, 1000));
    this.acceptor = Thread.ofPlatform().daemon().name("asupersync-debug").unstarted(this::accept);
  }

  /** Listens. {@code port} 0 is any that is free. */
  public static LoopbackServer open(int port, ServerLimits limits, Handler handler) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), limits.connections());
      LoopbackServer server = new LoopbackServer(socket, handler, limits);
      server.acceptor.start();
      return server;
    } catch (IOException | RuntimeException notOpened) {
      socket.close();
      throw notOpened;
    }
  }

  /** The address by its number: a name such as localhost may lead to somebody else's port first. */
  public URI address() {
    String host = socket.getInetAddress().getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[::1]" : host) + ":" + socket.getLocalPort() + "/");
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        serve(socket.accept());
      } catch (SocketTimeoutException nobody) {
        // The time to look for those that are late.
      } catch (IOException closed) {
        if (!socket.isClosed()) {
          LOG.log(Level.DEBUG, "A client could not be accepted.", closed);
        }
      }
      long now = System.nanoTime();
      connections.stream().filter(each -> each.isLate(now)).forEach(Connection::cut);
    }
  }

  private void serve(Socket client) throws IOException {
    if (threads.size() >= limits.connections()) {
      try (client) {
        client.getOutputStream().write(FULL);
      }
      return;
    }
    client.setTcpNoDelay(true);
    Connection connection =
        new Connection(client, gate, handler, limits, listeners, stopped, this::ended);
    Thread thread = Thread.ofPlatform().daemon().name("asupersync-debug-" + served.incrementAndGet())
        .unstarted(connection);
    connections.add(connection);
    threads.add(thread);
    thread.start();
  }

  private void ended(Connection connection) {
    connections.remove(connection);
    threads.remove(Thread.currentThread());
  }

  /** Cuts every connection and waits for the threads, 2 s at most. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      socket.close();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "The debug page was gone before it was closed.", gone);
    }
    boolean interrupted = false;
    try {
      acceptor.join(FAREWELL);
      connections.forEach(Connection::cut);
      for (Thread thread : threads) {
        thread.join(FAREWELL);
      }
    } catch (InterruptedException stop) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
