package dev.asupersync.lab.oracle;

import java.util.ArrayList;
import java.util.List;

/** What an oracle found, up to a limit: after a hundred the next one tells nobody anything new. */
final class Findings {

  private static final int LIMIT = 100;

  private final List<String> texts = new ArrayList<>();

  void add(String text) {
    if (texts.size() < LIMIT) {
      texts.add(text);
    }
  }

  List<String> list() {
    return List.copyOf(texts);
  }

  /** {@code R3 "checkout"}. */
  static String label(Object id, String name) {
    return name.isEmpty() ? id.toString() : id + " \"" + name + "\"";
  }
}
