package dev.asupersync.debug.http;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was understood and may be answered.
 *
 * @param path decoded; begins with a slash
 * @param query decoded, the last of each name
 */
public record Request(String path, Map<String, String> query) {

  public Request {
    query = Map.copyOf(query);
  }

  static Request of(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new Request(exchange.getRequestURI().getPath(), query);
  }

  /** The URI was well formed, or it would not have come so far. */
  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A whole number within limits, or {@code otherwise} where there is none or it is not one. */
  public int number(String name, int otherwise, int most) {
    String text = query.getOrDefault(name, "");
    if (!text.matches("\\d{1,9}")) {
      return otherwise;
    }
    return Math.min(Integer.parseInt(text), most);
  }
}
