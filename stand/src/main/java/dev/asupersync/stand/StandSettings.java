package dev.asupersync.stand;

import java.nio.file.Path;
import java.util.List;

/**
 * What is put up, and where.
 *
 * @param root the directory of the project, with {@code dashboards} and {@code conf} in it
 * @param command how a program is run: a JVM and the class of the command, to which {@code run NAME} is added
 * @param once whether to take pictures when everything has arrived, and end
 * @param fetch whether what is missing is fetched from Debian
 * @param pictures where they go
 */
record StandSettings(Path root, List<String> command, Ports ports, boolean once, boolean fetch, Path pictures) {

  StandSettings {
    command = List.copyOf(command);
  }

  /** Where what was fetched is kept. */
  Path store() {
    return root.resolve("stand/target/backends");
  }
}
