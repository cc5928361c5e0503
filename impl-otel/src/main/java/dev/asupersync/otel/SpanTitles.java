package dev.asupersync.otel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code task mailer} from {@code mailer}, put together once for each name, as far as names are few. */
final class SpanTitles {

  private static final int MOST = 1_000;

  private final Map<String, String> tasks = new ConcurrentHashMap<>();
  private final Map<String, String> regions = new ConcurrentHashMap<>();

  String task(String name) {
    return name.isEmpty() ? "task" : title(tasks, "task ", name);
  }

  String region(String name) {
    return name.isEmpty() ? "region" : title(regions, "region ", name);
  }

  private static String title(Map<String, String> known, String kind, String name) {
    String title = known.get(name);
    if (title == null) {
      title = kind + name;
      if (known.size() < MOST) {
        known.put(name, title);
      }
    }
    return title;
  }
}
