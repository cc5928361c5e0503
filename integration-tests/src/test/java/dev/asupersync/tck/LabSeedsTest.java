package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.spi.Wiring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/**
 * The contract of programs in the lab, over many schedules, with the oracles on. Each rule in each schedule is a
 * world of its own; {@code -Dasupersync.tck.seeds=N} says how many seeds.
 */
class LabSeedsTest {

  private static final int SEEDS = Integer.getInteger("asupersync.tck.seeds", 60);

  /** Those that block in real time, outside the runtime, are the same in every schedule. */
  private static final List<Class<?>> IN_REAL_TIME = List.of(BlockingContract.class, CleanupContract.class);

  private static final class Seeded extends ProgramContract {

    private final long seed;

    Seeded(long seed) {
      this.seed = seed;
    }

    @Override
    public Wiring wiring() {
      return Wirings.lab(seed);
    }
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void every_rule_holds_in_every_schedule_tried() throws Exception {
    List<Method> rules =
        Arrays.stream(ProgramContract.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .filter(method -> !IN_REAL_TIME.contains(method.getDeclaringClass()))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    assertThat(rules).hasSizeGreaterThan(100);
    for (long seed = 1; seed <= SEEDS; seed++) {
      for (Method rule : rules) {
        hold(rule, seed);
      }
    }
    System.out.println(SEEDS + " seeds x " + rules.size() + " rules = " + SEEDS * rules.size() + " worlds, all clean");
  }

  private static void hold(Method rule, long seed) throws IllegalAccessException {
    try {
      rule.invoke(new Seeded(seed));
    } catch (InvocationTargetException thrown) {
      if (!(thrown.getCause() instanceof TestAbortedException)) {
        throw new AssertionError(
            rule.getDeclaringClass().getSimpleName() + "." + rule.getName() + " does not hold with seed " + seed,
            thrown.getCause());
      }
    }
  }
}
