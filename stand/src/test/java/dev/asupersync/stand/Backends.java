package dev.asupersync.stand;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asupersync.Cx;
import dev.asupersync.CxRuntime;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Servers for a test class, and someone to ask them. */
final class Backends implements AutoCloseable {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  final Web web = new Web();
  final Leash leash;
  private final CxRuntime runtime = Runtimes.open(ConfigSource.text("asupersync.runtime = prod"));

  Backends() throws TroubleException {
    leash = Leash.open();
  }

  /** Something that asks a server. */
  interface Question<T> {
    T ask(Cx cx) throws Exception;
  }

  /** Whether a server has come to know what it was told; all of them take their time. */
  interface Sign {
    boolean isThere(Cx cx) throws IOException;
  }

  <T> T ask(Question<T> question) throws Exception {
    return runtime.run(Exception.class, question::ask).orThrow();
  }

  void await(Sign sign) throws Exception {
    ask(cx -> {
      while (!isThere(cx, sign)) {
        cx.sleep(BETWEEN_LOOKS);
      }
      return true;
    });
  }

  private static boolean isThere(Cx cx, Sign sign) {
    try {
      return sign.isThere(cx);
    } catch (IOException notYet) {
      return false;
    }
  }

  Zipkin zipkin(Path work) throws Exception {
    int port = freePort();
    Path store = Files.createDirectories(Path.of("target/backends").toAbsolutePath());
    Path jar = ask(cx -> {
      var found = ZipkinServer.find(store);
      return found.isPresent() ? found.get() : ZipkinServer.fetch(cx, store);
    });
    Child child = ZipkinServer.start(jar, work, leash, port);
    ask(cx -> {
      ZipkinServer.awaitReady(cx, child, web, port);
      return true;
    });
    return new Zipkin(web, port);
  }

  Prometheus prometheus(Path work, int target) throws Exception {
    var command = PrometheusServer.find(work);
    assumeTrue(command.isPresent(), "Prometheus is not installed: " + PrometheusServer.INSTALL);
    int port = freePort();
    Child child = PrometheusServer.start(
        command.get(), ROOT.resolve("dashboards"), work, leash, port,
        List.of(new PrometheusServer.Target("test", target)));
    ask(cx -> {
      PrometheusServer.awaitReady(cx, child, web, port);
      return true;
    });
    return new Prometheus(web, port);
  }

  static int freePort() throws TroubleException {
    return new Ports(0, 0, 0, List.of()).choose().zipkin();
  }

  /** Ends everything, first the servers. */
  @Override
  public void close() {
    leash.end();
    web.close();
    runtime.close();
  }
}
