package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the stand is made of.
 *
 * @param missing a sentence on each that is not there
 */
record Tools(Optional<Path> zipkin, Optional<Path> prometheus, Optional<Path> chromium, List<String> missing) {

  /** Looks for them, and fetches what may be fetched. */
  static Tools find(Cx cx, StandSettings settings, Consumer<String> say) throws TroubleException {
    Path store = directory(settings.store());
    List<String> missing = new ArrayList<>();
    Optional<Path> zipkin = or(
        ZipkinServer.find(store), true, "Fetching Zipkin by Maven, into its local repository: 129 MB.",
        c -> ZipkinServer.fetch(c, store), "", cx, say, missing);
    Optional<Path> prometheus = or(
        PrometheusServer.find(store), settings.fetch(),
        "Fetching Prometheus by apt-get, to be unpacked in " + store + ".",
        c -> PrometheusServer.fetch(c, store),
        "Prometheus is missing, so there are no metrics and no dashboard: " + PrometheusServer.INSTALL
            + " as root, or give --fetch.", cx, say, missing);
    Optional<Path> chromium = !settings.once() ? Optional.empty() : or(
        Chromium.find(), settings.fetch(), "Installing Chromium by apt-get.",
        c -> Chromium.fetch(c, store),
        "Chromium is missing, so there are no pictures: " + Chromium.INSTALL + " as root, or give --fetch as root.",
        cx, say, missing);
    if (zipkin.isEmpty() && prometheus.isEmpty()) {
      throw new TroubleException("There is neither Zipkin nor Prometheus.\n" + String.join("\n", missing));
    }
    return new Tools(zipkin, prometheus, chromium, missing);
  }

  private interface Fetch {
    Path by(Cx cx) throws TroubleException;
  }

  private static Optional<Path> or(
      Optional<Path> found, boolean mayFetch, String announcement, Fetch fetch, String otherwise,
      Cx cx, Consumer<String> say, List<String> missing) {
    if (found.isPresent()) {
      return found;
    }
    String why = otherwise;
    if (mayFetch) {
      say.accept(announcement);
      try {
        return Optional.of(fetch.by(cx));
      } catch (TroubleException trouble) {
        why = String.valueOf(trouble.getMessage());
      }
    }
    missing.add(why);
    say.accept(why);
    return Optional.empty();
  }

  private static Path directory(Path path) throws TroubleException {
    try {
      return Files.createDirectories(path);
    } catch (IOException refused) {
      throw new TroubleException(path + " cannot be made: " + refused.getMessage() + ".");
    }
  }
}
