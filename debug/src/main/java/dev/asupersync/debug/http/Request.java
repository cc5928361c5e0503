package dev.asupersync.debug.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request that was understood and may be answered.
 *
 * @param head whether only the head of the answer is wanted
 * @param path decoded; begins with a slash
 * @param query decoded, the last of each name
 */
public record Request(boolean head, String path, Map<String, String> query) {

  public Request {
    query = Map.copyOf(query);
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
