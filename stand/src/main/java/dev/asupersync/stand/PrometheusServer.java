package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus: the machine's own, else Debian's package, which is unpacked and not installed. */
final class PrometheusServer {

  /** How a person gets it. */
  static final String INSTALL = "apt-get install -y --no-install-recommends prometheus";

  private static final String UNPACKED = "prometheus/usr/bin/prometheus";

  private PrometheusServer() {}

  static Optional<Path> find(Path store) {
    return Stream.concat(Commands.find("prometheus").stream(), Stream.of(store.resolve(UNPACKED)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A package that is installed is also started, on all addresses; so this one is only unpacked. */
  static Path fetch(Cx cx, Path store) throws TroubleException {
    if (Commands.find("apt-get").isEmpty() || Commands.find("dpkg-deb").isEmpty()) {
      throw new TroubleException("There is no apt-get here to fetch Prometheus with. Get it from"
          + " https://prometheus.io/download and see that \"prometheus\" is on the PATH.");
    }
    Path deb = download(cx, store);
    Commands.Result result = Commands.run(
        cx, store, Map.of(), List.of("dpkg-deb", "-x", deb.toString(), store.resolve("prometheus").toString()));
    if (!result.isOk()) {
      throw new TroubleException(deb + " cannot be unpacked: " + result.complaint() + ".");
    }
    return store.resolve(UNPACKED);
  }

  private static Path download(Cx cx, Path store) throws TroubleException {
    Commands.Result result = download(cx, store, "download", "prometheus");
    if (!result.isOk()) { // the lists of packages may be missing or old
      download(cx, store, "update");
      result = download(cx, store, "download", "prometheus");
    }
    try (Stream<Path> files = Files.list(store)) {
      Optional<Path> deb =
          files.filter(file -> file.getFileName().toString().matches("prometheus_.*\\.deb")).findFirst();
      if (result.isOk() && deb.isPresent()) {
        return deb.get();
      }
    } catch (IOException unreadable) {
      throw new TroubleException(store + " cannot be read: " + unreadable.getMessage() + ".");
    }
    throw new TroubleException("Prometheus cannot be fetched. apt-get says:\n  " + result.complaint());
  }

  private static Commands.Result download(Cx cx, Path store, String... arguments) throws TroubleException {
    return Commands.run(
        cx, store, Map.of(), Stream.concat(Stream.of("apt-get", "-q"), Stream.of(arguments)).toList());
  }

  /** Who is asked for metrics: its name, and where on 127.0.0.1. */
  record Target(String instance, int port) {}

  /** Starts it with the alerts and the console page of {@code dashboards}. */
  static Child start(Path command, Path dashboards, Path work, Leash leash, int port, List<Target> targets)
      throws TroubleException {
    Path config = work.resolve("prometheus.yml");
    try {
      Files.writeString(config, config(dashboards, targets));
    } catch (IOException notWritten) {
      throw new TroubleException(config + " cannot be written: " + notWritten.getMessage() + ".");
    }
    return Child.start(
        "prometheus", work, leash, Map.of(),
        List.of(
            command.toString(), "--config.file=" + config, "--storage.tsdb.path=" + work.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port, "--enable-feature=exemplar-storage",
            "--web.console.templates=" + dashboards.resolve("consoles"),
            "--web.console.libraries=" + dashboards.resolve("consoles")));
  }

  private static String config(Path dashboards, List<Target> targets) {
    StringBuilder text = new StringBuilder("""
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
        rule_files:
          - "%s/alerts/*.rules.yml"
        scrape_configs:
          - job_name: asupersync
            static_configs:
        """.formatted(dashboards));
    for (Target target : targets) {
      text.append("      - targets: [\"127.0.0.1:").append(target.port).append("\"]\n")
          .append("        labels: {instance: ").append(target.instance).append("}\n");
    }
    return text.toString();
  }

  static void awaitReady(Cx cx, Child prometheus, Web web, int port) throws TroubleException {
    prometheus.await(
        cx, "ready", Duration.ofSeconds(30), () -> !web.get(cx, Ports.uri(port, "/-/ready")).isEmpty());
  }
}
