package dev.asupersync.lab.oracle;

import dev.asupersync.spi.observe.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Which oracles are to judge, and which of them wants which hook: found out once, so that a run has only to make them.
 * Immutable.
 */
@SuppressWarnings("EnumOrdinal") // an array lookup for each event, within one version
final class OracleChoice {

  private static final int[] NOBODY = new int[0];

  /** The suite's own: without them it could not tell that it sees nothing. */
  private static final Set<Hook> OWN = EnumSet.of(Hook.RUNTIME, Hook.REGION_OPENED, Hook.REGION_CLOSED, Hook.STUCK);

  private final List<String> names;
  private final List<Function<Findings, Oracle>> makers;
  private final Set<Hook> hooks;

  /** By hook, the places of those that want it. */
  private final int[][] places = new int[Hook.values().length][];

  OracleChoice(Map<String, Function<Findings, Oracle>> byName) {
    names = List.copyOf(byName.keySet());
    makers = List.copyOf(byName.values());
    Set<Hook> wanted = makers.isEmpty() ? EnumSet.noneOf(Hook.class) : EnumSet.copyOf(OWN);
    Arrays.fill(places, NOBODY);
    for (int place = 0; place < makers.size(); place++) {
      for (Hook hook : makers.get(place).apply(new Findings()).hooks()) {
        int[] before = places[hook.ordinal()];
        int[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = place;
        places[hook.ordinal()] = after;
        wanted.add(hook);
      }
    }
    hooks = Collections.unmodifiableSet(wanted);
  }

  /** These, which keep what they saw when they should begin again. */
  static OracleChoice of(Oracle... oracles) {
    Map<String, Function<Findings, Oracle>> byName = new LinkedHashMap<>();
    for (Oracle oracle : oracles) {
      byName.put(oracle.name(), _ -> oracle);
    }
    return new OracleChoice(byName);
  }

  /** Every hook that one of them wants, or the suite; none where nobody judges. */
  Set<Hook> hooks() {
    return hooks;
  }

  /** Where those that want {@code hook} stand among {@link #make}. Not to be changed. */
  int[] places(Hook hook) {
    return places[hook.ordinal()];
  }

  /** New ones, each with its own findings, of which {@code told} is told the name of the oracle and the text. */
  List<Oracle> make(BinaryOperator<String> told) {
    List<Oracle> made = new ArrayList<>(makers.size());
    for (int i = 0; i < makers.size(); i++) {
      made.add(makers.get(i).apply(new Findings(names.get(i), told)));
    }
    return made;
  }
}
