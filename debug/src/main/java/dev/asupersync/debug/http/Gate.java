package dev.asupersync.debug.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask for what. Listening on the loopback interface keeps other machines out, but not the browser on this one,
 * which asks on behalf of any page that it shows: so the request must be meant for this server by name (else a foreign
 * name that was made to point here, "DNS rebinding", could read everything), and must not come from another site.
 */
final class Gate {

  private static final int LONGEST = 2_000;

  private final Set<String> ownHosts;
  private final Set<String> ownOrigins;

  Gate(int port) {
    this.ownHosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.ownOrigins = Set.of("http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port);
  }

  /** What is answered to those who may not ask; empty for those who may. */
  Optional<Response> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String method = exchange.getRequestMethod();
    URI target = exchange.getRequestURI();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return refuse(405, "Nothing can be changed here: only GET and HEAD are answered.");
    }
    if (headers.containsKey("Transfer-Encoding") || !first(headers, "Content-Length").matches("0?")) {
      return refuse(413, "A request here has no body.");
    }
    if (target.isAbsolute() || target.getRawAuthority() != null || target.getRawPath() == null) {
      return refuse(400, "The address must be a path.");
    }
    if (target.toString().length() > LONGEST) {
      return refuse(414, "The address is longer than " + LONGEST + " characters.");
    }
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !ownHosts.contains(hosts.getFirst())) {
      return refuse(421, "The request is meant for another host. Use http://127.0.0.1 or http://localhost, and"
          + " the port.");
    }
    return fromHere(headers) ? Optional.empty() : refuse(403, "A page of another site may not ask.");
  }

  /** Other sites may lead a person here, and no more. */
  private boolean fromHere(Headers headers) {
    String origin = first(headers, "Origin");
    if (!origin.isEmpty() && !ownOrigins.contains(origin)) {
      return false;
    }
    return switch (first(headers, "Sec-Fetch-Site")) {
      case "", "same-origin", "none" -> true;
      default -> first(headers, "Sec-Fetch-Mode").equals("navigate")
          && first(headers, "Sec-Fetch-Dest").equals("document");
    };
  }

  private static String first(Headers headers, String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  private static Optional<Response> refuse(int status, String why) {
    return Optional.of(Response.text(status, why + "\n"));
  }
}
