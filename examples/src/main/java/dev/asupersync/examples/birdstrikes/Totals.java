package dev.asupersync.examples.birdstrikes;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Costs so far, by species. Belongs to the aggregator. */
final class Totals {

  private final Map<String, Long> costBySpecies = new HashMap<>();
  private long records;
  private long cost;

  void add(Strike strike) {
    records++;
    cost += strike.cost();
    costBySpecies.merge(strike.species(), strike.cost(), Long::sum);
  }

  long records() {
    return records;
  }

  long cost() {
    return cost;
  }

  List<Map.Entry<String, Long>> top(int howMany) {
    return costBySpecies.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()))
        .limit(howMany)
        .toList();
  }

  String table(int howMany) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d records, %,d dollars in all%n", records, cost));
    for (Map.Entry<String, Long> line : top(howMany)) {
      text.append(String.format(Locale.ROOT, "%,14d  %s%n", line.getValue(), line.getKey()));
    }
    return text.toString().stripTrailing();
  }
}
