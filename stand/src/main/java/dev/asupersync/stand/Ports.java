package dev.asupersync.stand;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where on 127.0.0.1 everybody listens; 0 for a port that is free.
 *
 * @param zipkin Zipkin: its page and its API
 * @param prometheus Prometheus: its pages and its API
 * @param otlp what takes spans from the programs and hands them to Zipkin
 * @param metrics where the programs tell their metrics, one after the other
 */
record Ports(int zipkin, int prometheus, int otlp, List<Integer> metrics) {

  Ports {
    metrics = List.copyOf(metrics);
  }

  /** The first program has this one, each further one the next; 0 for any. */
  static List<Integer> metrics(int first, int programs) {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < programs; i++) {
      ports.add(first == 0 ? 0 : first + i);
    }
    return ports;
  }

  /** The same with a free port for each 0. Says which of the others cannot be had, all at once. */
  Ports choose() throws TroubleException {
    List<ServerSocket> held = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    try {
      int zipkinPort = hold(zipkin, "--zipkin-port", held, taken);
      int prometheusPort = hold(prometheus, "--prometheus-port", held, taken);
      int otlpPort = hold(otlp, "--otlp-port", held, taken);
      List<Integer> metricsPorts = new ArrayList<>();
      for (int port : metrics) {
        metricsPorts.add(hold(port, "--metrics-port", held, taken));
      }
      if (!taken.isEmpty()) {
        throw new TroubleException(String.join("\n", taken)
            + "\nEnd what listens there, choose another port, or leave the option away to get a free one.");
      }
      return new Ports(zipkinPort, prometheusPort, otlpPort, metricsPorts);
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static int hold(int port, String option, List<ServerSocket> held, List<String> taken) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return socket.getLocalPort();
    } catch (IOException | IllegalArgumentException refused) {
      taken.add(option + ": port " + port + " on 127.0.0.1 cannot be had: " + refused.getMessage() + ".");
      return port;
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException left) {
      throw new IllegalStateException("A port that was only tried cannot be given back.", left);
    }
  }

  static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
