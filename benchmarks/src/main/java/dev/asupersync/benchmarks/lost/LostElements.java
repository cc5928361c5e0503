package dev.asupersync.benchmarks.lost;

import dev.asupersync.CxRuntime;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Offers one element to a receiver that is cancelled at about the same moment, many times for each queue, and counts
 * where the element is afterwards. Prints a table in markdown. Arguments: rounds, seed.
 */
public final class LostElements {

  /** Rounds that take a millisecond each are fewer by so much. */
  private static final int TIMED_SHARE = 10;

  private LostElements() {}

  /** Runs all of them. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 42;
    System.out.println("| receiver | rounds | received | still queued | refused | lost |");
    System.out.println("|---|---|---|---|---|---|");
    try (CxRuntime runtime =
        Kernel.open("prod", Wiring.of(ProdInterpretation.open()), KernelSettings.DEFAULT)) {
      List<Subject> subjects = new ArrayList<>(OwnSubjects.all(runtime));
      subjects.addAll(QueueSubjects.all());
      subjects.addAll(JoxSubjects.all());
      subjects.addAll(KotlinxSubjects.all());
      for (Subject subject : subjects) {
        tell(subject, subject.timed() ? rounds / TIMED_SHARE : rounds, new Race(seed));
      }
    }
  }

  private static void tell(Subject subject, int rounds, Race race) throws Exception {
    Map<Place, Integer> count = new EnumMap<>(Place.class);
    for (int i = 0; i < rounds; i++) {
      count.merge(subject.round().run(race), 1, Integer::sum);
    }
    StringBuilder row = new StringBuilder("| ").append(subject.name()).append(" | ").append(rounds);
    for (Place place : Place.values()) {
      row.append(" | ").append(count.getOrDefault(place, 0));
    }
    System.out.println(row.append(" |"));
  }
}
