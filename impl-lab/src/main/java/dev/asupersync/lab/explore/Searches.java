package dev.asupersync.lab.explore;

import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The searches that are ready to use. Each is deterministic in its seed, and for one exploration. */
public final class Searches {

  private static final int ROUND = 64;

  private static final Map<String, LongFunction<Search>> NAMED = named();

  private Searches() {}

  private static Map<String, LongFunction<Search>> named() {
    Map<String, LongFunction<Search>> named = new LinkedHashMap<>();
    named.put("walk", Searches::walk);
    named.put("pct", seed -> new PctSearch(seed, 2, 6, ROUND));
    named.put("pos", Searches::pos);
    named.put("surw", Searches::surw);
    named.put("urw", Searches::urw);
    named.put("roles", seed -> new RolesSearch(seed, ROUND));
    named.put("descent", seed -> new Descents(seed, ROUND));
    named.put("delay", _ -> Bounded.delays(Integer.MAX_VALUE));
    named.put("preemption", _ -> Bounded.preemptions(Integer.MAX_VALUE));
    named.put("portfolio", Portfolio::new);
    named.put("dpor", _ -> new DporSearch());
    return named;
  }

  /** {@link RandomWalk}s with the seeds from {@code seed} on. */
  public static Search walk(long seed) {
    return new Samples("random walk", seed, ROUND, RandomWalk::new);
  }

  /** {@link Pct} of that depth. */
  public static Search pct(long seed, int depth) {
    return new PctSearch(seed, depth, depth, ROUND);
  }

  /** {@link Pos}. */
  public static Search pos(long seed) {
    return new Samples("POS", seed, ROUND, Pos::new);
  }

  /** {@link Surw}, each run for one of the things that strands share. */
  public static Search surw(long seed) {
    return new SurwSearch(seed, false, ROUND);
  }

  /** The same for all steps at once: every order of them is about as likely as every other. */
  public static Search urw(long seed) {
    return new SurwSearch(seed, true, ROUND);
  }

  /** {@link Descent}s: few classes are met often and many seldom, and it is estimated how many there are. */
  public static Search descents(long seed) {
    return new Descents(seed, ROUND);
  }

  /** That strategy with the seeds from {@code seed} on. */
  public static Search samples(String words, long seed, LongFunction<ScheduleStrategy> withSeed) {
    return new Samples(words, seed, ROUND, withSeed);
  }

  /** The names that {@link #named(String, long)} knows. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /** By name. Errors: IllegalArgumentException that lists the names. */
  public static Search named(String name, long seed) {
    LongFunction<Search> found = NAMED.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "There is no search \"" + name + "\". There are: " + String.join(", ", NAMED.keySet()) + ".");
    }
    return found.apply(seed);
  }
}
