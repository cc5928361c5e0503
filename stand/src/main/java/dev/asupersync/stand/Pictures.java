package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pictures of all there is to see on a stand. */
final class Pictures {

  private static final int WIDTH = 1_280;
  private static final int LAST_TRACES = 200;

  private final Chromium chromium;
  private final Path directory;
  private final List<String> taken = new ArrayList<>();

  Pictures(Chromium chromium, Path directory) {
    this.chromium = chromium;
    this.directory = directory;
  }

  /** Takes them all, and gives back their names. */
  List<String> take(Cx cx, Optional<Zipkin> zipkin, Optional<Prometheus> prometheus, List<Demo> demos)
      throws TroubleException {
    try {
      Files.createDirectories(directory);
    } catch (IOException refused) {
      throw new TroubleException(directory + " cannot be made: " + refused.getMessage() + ".");
    }
    if (prometheus.isPresent()) {
      shoot(cx, prometheus.get().page(Prometheus.CONSOLE), 1_640, "console.png");
      Optional<URI> alerts = prometheus.get().alertsPage(cx);
      if (alerts.isPresent()) {
        shoot(cx, alerts.get(), 900, "alerts.png");
      }
    }
    if (zipkin.isPresent()) {
      for (Demo demo : demos) {
        shoot(cx, zipkin.get().list(cx, demo.name()), 800, "traces-" + demo.name() + ".png");
        Optional<ZipkinTrace> rich = richest(cx, zipkin.get(), demo);
        if (rich.isPresent()) {
          shoot(cx, zipkin.get().page(rich.get()), 800, "trace-" + demo.name() + ".png");
        }
      }
    }
    return taken;
  }

  private void shoot(Cx cx, URI page, int height, String name) throws TroubleException {
    chromium.shoot(cx, page, WIDTH, height, directory.resolve(name));
    taken.add(name);
  }

  /** The more there is in a trace, the more there is to see. */
  private static Optional<ZipkinTrace> richest(Cx cx, Zipkin zipkin, Demo demo) throws TroubleException {
    try {
      return zipkin.traces(cx, demo.name(), demo.span(), LAST_TRACES).stream()
          .filter(ZipkinTrace::isWhole)
          .max(Comparator.comparingInt(trace -> trace.spans().size()));
    } catch (IOException refused) {
      throw new TroubleException("Zipkin does not answer: " + refused.getMessage() + ".");
    }
  }
}
