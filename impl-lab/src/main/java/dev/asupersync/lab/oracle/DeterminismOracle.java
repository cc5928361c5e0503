package dev.asupersync.lab.oracle;

import dev.asupersync.lab.trace.LabTrace;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.spi.observe.Hook;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two runs of one program with one seed leave the same trace. Judges only where there were two runs. */
public final class DeterminismOracle implements Oracle {

  /** How many events before the first difference are told. */
  private static final int CONTEXT = 5;

  DeterminismOracle() {}

  @Override
  public String name() {
    return "determinism";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.noneOf(Hook.class);
  }

  @Override
  public List<String> check() {
    return List.of();
  }

  /** What differs, if anything does: where, what was expected, what came, and what was before it. */
  public static Optional<String> difference(LabTrace expected, LabTrace actual) {
    if (expected.isTruncated() || actual.isTruncated()) {
      return Optional.of("The traces are cut off after " + expected.size() + " and " + actual.size()
          + " events (" + expected.lost() + " and " + actual.lost()
          + " are lost), so nothing is known of the rest. Raise asupersync.lab.trace-capacity.");
    }
    if (Arrays.equals(expected.bytes(), actual.bytes())) {
      return Optional.empty();
    }
    List<TraceEvent> first = expected.events();
    List<TraceEvent> second = actual.events();
    int at = 0;
    while (at < first.size() && at < second.size() && first.get(at).equals(second.get(at))) {
      at++;
    }
    StringBuilder text = new StringBuilder("Two runs with the same seed differ at event ").append(at)
        .append(" (").append(first.size()).append(" events and ").append(second.size()).append(").\n");
    for (TraceEvent before : first.subList(Math.max(0, at - CONTEXT), at)) {
      text.append("  before:   ").append(before).append('\n');
    }
    text.append("  expected: ").append(at < first.size() ? first.get(at) : "the end").append('\n');
    text.append("  actual:   ").append(at < second.size() ? second.get(at) : "the end").append('\n');
    return Optional.of(text + "Something that the lab does not control decides: a static or shared"
        + " variable, a hash order, the real clock, a thread of its own.");
  }
}
