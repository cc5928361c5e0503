package dev.asupersync.lab.oracle;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The oracles by name, in the order in which they judge. */
final class OracleNames {

  /** What has been asked for in this process: a handful, and an exploration asks for the same in each run. */
  private static final Map<List<String>, OracleChoice> ASKED_FOR = new ConcurrentHashMap<>();

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
    makers.forEach(maker -> table.put(maker.apply(new Findings()).name(), maker));
    return table;
  }

  static List<String> all() {
    return List.copyOf(ALL.keySet());
  }

  /** Those of these names; {@code all} stands for all. Errors: CX-4009 for a name that is none. */
  static OracleChoice choice(List<String> names) {
    return ASKED_FOR.computeIfAbsent(names, OracleNames::select);
  }

  private static OracleChoice select(List<String> names) {
    Set<String> wanted = new HashSet<>();
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
    Map<String, Function<Findings, Oracle>> chosen = new LinkedHashMap<>(ALL);
    chosen.keySet().retainAll(wanted);
    return new OracleChoice(chosen);
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
