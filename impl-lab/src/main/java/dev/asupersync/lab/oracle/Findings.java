package dev.asupersync.lab.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an oracle found and when, up to a limit: after a hundred the next one tells nobody anything new. */
final class Findings {

  private static final int LIMIT = 100;

  private final List<String> texts = new ArrayList<>();
  private final Supplier<String> moment;

  /** With {@code moment} as the one who says which event it is now and what time. */
  Findings(Supplier<String> moment) {
    this.moment = moment;
  }

  void add(String text) {
    if (texts.size() < LIMIT) {
      texts.add(text + moment.get());
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
