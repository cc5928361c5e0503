package dev.asupersync.lab.oracle;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** The oracles by name, in the order in which they judge. */
final class OracleNames {

  private static final Map<String, Function<Findings, Oracle>> ALL = table();

  private OracleNames() {}

  private static Map<String, Function<Findings, Oracle>> table() {
    List<Function<Findings, Oracle>> makers = List.of(
        TaskLeakOracle::new,
        ObligationLeakOracle::new,
        QuiescenceOracle::new,
        LoserDrainOracle::new,
        FinalizerOracle::new,
        RegionTreeOracle::new,
        AmbientAuthorityOracle::new,
        DeadlineMonotoneOracle::new,
        CancellationProtocolOracle::new,
        TaskLifecycleOracle::new,
        WaitsOracle::new,
        ObligationLinearityOracle::new,
        CancelOrderOracle::new,
        _ -> new DeterminismOracle());
    Map<String, Function<Findings, Oracle>> table = new LinkedHashMap<>();
    makers.forEach(maker -> table.put(maker.apply(new Findings(text -> text)).name(), maker));
    return table;
  }

  static List<String> all() {
    return List.copyOf(ALL.keySet());
  }

  /** Each with its own findings, of which {@code told} is told the name of the oracle and the text. */
  static List<Oracle> select(List<String> names, BinaryOperator<String> told) {
    if (names.isEmpty()) {
      return List.of();
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (String name : names) {
      if (name.equals("all")) {
        wanted.addAll(ALL.keySet());
      } else if (ALL.containsKey(name)) {
        wanted.add(name);
      } else {
        throw new CxConfigException(
            ErrorCode.UNKNOWN_ORACLE,
            "No oracle is called \"" + name + "\". Did you mean \"" + nearest(name) + "\"? There are: all, "
                + String.join(", ", ALL.keySet()) + ".");
      }
    }
    List<Oracle> selected = new ArrayList<>(wanted.size());
    ALL.forEach((name, maker) -> {
      if (wanted.contains(name)) {
        selected.add(maker.apply(new Findings(text -> told.apply(name, text))));
      }
    });
    return selected;
  }

  private static String nearest(String name) {
    return ALL.keySet().stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .orElse("all");
  }

  /** How many letters must be added, taken away or changed. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
