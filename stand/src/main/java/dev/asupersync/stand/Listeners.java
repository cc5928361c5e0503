package dev.asupersync.stand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where processes listen, as Linux tells it in {@code /proc}. */
final class Listeners {

  /**
   * A port on which somebody listens for connections.
   *
   * @param address of IPv4 or IPv6, in hexadecimal, as it stands in {@code /proc}
   */
  record Listener(String address, int port) {

    /** Whether only this machine can reach it. */
    boolean isLoopback() {
      return address.length() == 8 ? address.endsWith("7F")
          : address.equals("00000000000000000000000001000000") // ::1
              || (address.startsWith("0000000000000000FFFF0000") && address.endsWith("7F"));
    }

    @Override
    public String toString() {
      return address + ":" + port;
    }
  }

  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listeners() {}

  /** Of this process and all below it; empty where the system does not tell. */
  static List<Listener> of(long pid) {
    try {
      Map<String, Listener> all = new HashMap<>();
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        if (Files.exists(Path.of(table))) {
          Files.readAllLines(Path.of(table)).stream().skip(1).forEach(line -> note(line.strip(), all));
        }
      }
      List<Listener> own = new ArrayList<>();
      ProcessHandle root = ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process " + pid));
      for (ProcessHandle process : Stream.concat(Stream.of(root), root.descendants()).toList()) {
        own.addAll(sockets(process.pid()).map(all::get).flatMap(each -> Optional.ofNullable(each).stream()).toList());
      }
      return own;
    } catch (IOException untold) {
      return List.of();
    }
  }

  private static void note(String line, Map<String, Listener> all) {
    String[] fields = line.split("\\s+", -1);
    if (fields[STATE].equals(LISTEN)) {
      int colon = fields[ADDRESS].indexOf(':');
      all.put(
          "socket:[" + fields[INODE] + "]",
          new Listener(
              fields[ADDRESS].substring(0, colon), HexFormat.fromHexDigits(fields[ADDRESS].substring(colon + 1))));
    }
  }

  private static Stream<String> sockets(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.map(Listeners::target).filter(name -> name.startsWith("socket:")).toList().stream();
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
