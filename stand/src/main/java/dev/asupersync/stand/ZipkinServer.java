package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Zipkin, from Maven Central. */
final class ZipkinServer {

  private static final String VERSION = "3.6.1";
  private static final String JAR = "zipkin-server-" + VERSION + "-exec.jar";
  private static final String ARTIFACT = "io.zipkin:zipkin-server:" + VERSION + ":jar:exec";

  private ZipkinServer() {}

  /** The jar, if Maven has fetched it before. */
  static Optional<Path> find(Path store) {
    Path local = Path.of(
        System.getProperty("user.home"), ".m2", "repository", "io", "zipkin", "zipkin-server", VERSION, JAR);
    return Stream.of(local, store.resolve(JAR)).filter(Files::isRegularFile).findFirst();
  }

  /** Lets Maven fetch it. */
  static Path fetch(Cx cx, Path store) throws TroubleException {
    Path jar = store.resolve(JAR);
    String byHand = "Fetch " + ARTIFACT + " from Maven Central (or a mirror) on a machine that can, and put it to "
        + jar + ".";
    Path mvn = Commands.find("mvn").orElseThrow(() -> new TroubleException(
        "Maven is needed to fetch the Zipkin server and \"mvn\" is not on the PATH. Install it, or do it by hand: "
            + byHand));
    Commands.Result result = Commands.run(
        cx, store, Map.of("JAVA_HOME", System.getProperty("java.home")),
        List.of(
            mvn.toString(), "-B", "-q", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
            "-Dartifact=" + ARTIFACT, "-DoutputDirectory=" + store));
    if (!result.isOk() || !Files.isRegularFile(jar)) {
      throw new TroubleException("The Zipkin server cannot be fetched from Maven Central. Maven says:\n  "
          + result.complaint() + "\nMend that (is there a network?), or do it by hand: " + byHand);
    }
    return jar;
  }

  /** Starts it on this port of 127.0.0.1; by itself it would listen on every address. */
  static Child start(Path jar, Path work, Leash leash, int port) throws TroubleException {
    return Child.start(
        "zipkin", work, leash, Map.of("STORAGE_TYPE", "mem", "MEM_MAX_SPANS", "200000"),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx320m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString(),
            "--armeria.ports[0].ip=127.0.0.1", "--armeria.ports[0].port=" + port,
            "--armeria.ports[0].protocols=HTTP", "--spring.main.banner-mode=off"));
  }

  /** Waits until it takes spans. */
  static void awaitReady(Cx cx, Child zipkin, Web web, int port) throws TroubleException {
    zipkin.await(
        cx, "up", Duration.ofSeconds(90), () -> web.get(cx, Ports.uri(port, "/health")).contains("UP"));
  }
}
