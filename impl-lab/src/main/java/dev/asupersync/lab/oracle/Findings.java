package dev.asupersync.lab.oracle;

import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** What an oracle found and when, up to a limit: after a hundred the next one tells nobody anything new. */
final class Findings {

  private static final int LIMIT = 100;

  private final String oracle;
  private final BinaryOperator<String> told;
  private List<String> texts = List.of();

  /** With {@code told} as the one who is told the oracle and each text, and adds which event it is and what time. */
  Findings(String oracle, BinaryOperator<String> told) {
    this.oracle = oracle;
    this.told = told;
  }

  /** Those of nobody in particular, told to nobody. */
  Findings() {
    this("", (_, text) -> text);
  }

  void add(String text) {
    if (texts.isEmpty()) {
      texts = new ArrayList<>();
    }
    if (texts.size() < LIMIT) {
      texts.add(told.apply(oracle, text));
    }
  }

  List<String> list() {
    return List.copyOf(texts);
  }

  /** {@code R3 "checkout"}. */
  static String label(RegionInfo region) {
    return label(region.id(), region.name());
  }

  /** {@code T7 "mailer"}. */
  static String label(TaskInfo task) {
    return label(task.id(), task.name());
  }

  private static String label(Object id, String name) {
    return name.isEmpty() ? id.toString() : id + " \"" + name + "\"";
  }
}
