package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.conformance.Conformance;
import dev.asupersync.lab.conformance.Subject;
import dev.asupersync.lab.conformance.Trial;
import dev.asupersync.lab.watch.RunRouter;
import dev.asupersync.lab.watch.RunWatch;
import dev.asupersync.lab.watch.WatchSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In production, where events of several regions come at once, nobody complains of what is in order. */
class OraclesOverProdTest {

  /** They sleep for long, which costs nothing in the lab only. */
  private static final Set<String> SLOW = Set.of("retry", "regions, joins and finalizers");

  private static final int RUNS = Integer.getInteger("runs", 40);

  static List<Subject> subjects() {
    return Conformance.SUBJECTS.stream().filter(subject -> !SLOW.contains(subject.name())).toList();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void no_primitive_raises_a_false_alarm(Subject subject) {
    RunWatch watch = new RunWatch(WatchSettings.defaults());
    try (Kernel kernel = Kernel.open("prod", Wirings.prod().observedBy(new RunRouter(watch)), KernelSettings.DEFAULT)) {
      for (int i = 0; i < RUNS; i++) {
        Trial trial = subject.trials().get();
        kernel.<String, Exception>run(Exception.class, cx -> {
          trial.run(cx);
          return "";
        }); // whatever its end: what a trial keeps its own books in is made for one thread at a time
      }
    }
    assertThat(watch.notes()).containsExactly(
        "oracles: " + RUNS + " of " + RUNS + " runs watched, 0 of them now, 0 not judged to the end, 0 violations");
  }
}
