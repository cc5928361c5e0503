package dev.asupersync.lab.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an oracle found and when, up to a limit: after a hundred the next one tells nobody anything new. */
final class Findings {

  private static final int LIMIT = 100;

  private final List<String> texts = new ArrayList<>();
  private final UnaryOperator<String> told;

  /** With {@code told} as the one who is told each, and adds which event it is now and what time. */
  Findings(UnaryOperator<String> told) {
    this.told = told;
  }

  void add(String text) {
    if (texts.size() < LIMIT) {
      texts.add(told.apply(text));
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
