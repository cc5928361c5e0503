package dev.asupersync.debug.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may ask for what. Listening on the loopback interface keeps other machines out, but not the browser on this one,
 * which asks on behalf of any page that it shows: so the request must be meant for this server by name (else a foreign
 * name that was made to point here, "DNS rebinding", could read everything), and must not come from another site.
 */
final class Gate {

  private final Set<String> ownHosts;
  private final Set<String> ownOrigins;

  Gate(int port) {
    this.ownHosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.ownOrigins = Set.of("http://127.0.0.1:" + port, "http://localhost:" + port, "http://[::1]:" + port);
  }

  Request admit(RequestHead head) throws Refused {
    if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
      throw new Refused(405, "Nothing can be changed here: only GET and HEAD are answered.");
    }
    if (!head.header("transfer-encoding").isEmpty() || !head.header("content-length").matches("0?")) {
      throw new Refused(413, "A request here has no body.");
    }
    if (!ownHosts.contains(head.header("host"))) {
      throw new Refused(421, "The request is meant for another host. Use http://127.0.0.1 or http://localhost, and"
          + " the port.");
    }
    String origin = head.header("origin");
    if (!origin.isEmpty() && !ownOrigins.contains(origin)) {
      throw new Refused(403, "A page of another site may not ask.");
    }
    String site = head.header("sec-fetch-site");
    boolean navigates = head.header("sec-fetch-mode").equals("navigate")
        && head.header("sec-fetch-dest").equals("document");
    if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none") && !navigates) {
      throw new Refused(403, "A page of another site may not ask.");
    }
    String target = head.target();
    int question = target.indexOf('?');
    String path = decode(question < 0 ? target : target.substring(0, question));
    return new Request(head.method().equals("HEAD"), path,
        question < 0 ? Map.of() : query(target.substring(question + 1)));
  }

  private static Map<String, String> query(String text) throws Refused {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) throws Refused {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw new Refused(400, "The address is not well encoded.");
    }
  }
}
