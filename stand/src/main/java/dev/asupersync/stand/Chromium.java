package dev.asupersync.stand;

import dev.asupersync.Cx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes pictures of pages. */
record Chromium(Path command, Path work) {

  /** How a person gets it. */
  static final String INSTALL = "apt-get install -y --no-install-recommends chromium";

  static Optional<Path> find() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Commands.find(name).stream())
        .findFirst();
  }

  /** Lets apt install it: it needs too much beside it to be only unpacked. */
  static Path fetch(Cx cx, Path store) throws TroubleException {
    if (Commands.find("apt-get").isEmpty() || !"root".equals(System.getProperty("user.name"))) {
      throw new TroubleException("Chromium can be installed by root alone, where there is apt-get.");
    }
    Commands.Result result = install(cx, store);
    if (!result.isOk()) { // the lists of packages may be missing or old
      Commands.run(cx, store, Map.of(), List.of("apt-get", "-q", "update"));
      result = install(cx, store);
    }
    String complaint = result.complaint();
    return find().orElseThrow(
        () -> new TroubleException("Chromium cannot be installed. apt-get says:\n  " + complaint));
  }

  private static Commands.Result install(Cx cx, Path store) throws TroubleException {
    return Commands.run(
        cx, store, Map.of("DEBIAN_FRONTEND", "noninteractive"), List.of(INSTALL.split(" ", -1)));
  }

  /** A picture of the page as it is when its scripts have come to rest. */
  void shoot(Cx cx, URI page, int width, int height, Path picture) throws TroubleException {
    try {
      Files.deleteIfExists(picture);
    } catch (IOException refused) {
      throw new TroubleException(picture + " cannot be written: " + refused.getMessage() + ".");
    }
    Commands.Result result = Commands.run(
        cx, work, Map.of(),
        List.of(
            command.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--user-data-dir=" + work.resolve("chromium"), "--window-size=" + width + "," + height,
            "--virtual-time-budget=8000", "--screenshot=" + picture.toAbsolutePath(), page.toString()));
    if (!Files.isRegularFile(picture)) {
      throw new TroubleException("There is no picture of " + page + ". " + command + " says: " + result.complaint());
    }
  }
}
