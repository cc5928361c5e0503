package dev.asupersync.lab.explore;

import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Some of everything, because no search finds every bug fast. Of 100 runs 25 are {@link Surw}, 20 {@link Pos}, 15
 * {@link Pct} of depths 2 to 6, 15 {@link Roles}, 10 with few deviations ({@link Bounded}), 5 {@link Descent}s, 5 random
 * walks, and 5 variations of runs that showed something new.
 *
 * <p>Where the descents tell that there are at most {@value #AFFORDABLE} classes, every other run from then on is of
 * the search by classes, and the exploration ends when that has run one of each. The others go on beside it, because
 * that goes deep first and comes late to what differs early. Where a descent tells that there are far too many, there
 * are no more of them.
 */
public final class Portfolio implements Search {

  /** So many classes are run in about a second. */
  static final int AFFORDABLE = 20_000;

  /** A run of a round of one part, the how many-th of that. */
  private record Place(Search part, int index, int size, ScheduleStrategy strategy) {

    double order() {
      return (index + 0.5) / size;
    }
  }

  private final long seed;
  private final Variations variations;
  private final Bounded bounded;
  private final Descents descents;
  private final List<Search> parts;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private List<Place> latest = List.of();
  private @Nullable DporSearch byClasses;

  public Portfolio(long seed) {
    this.seed = seed;
    this.variations = new Variations(seed, 5);
    this.bounded = new Bounded(false, Integer.MAX_VALUE, 10);
    this.descents = new Descents(seed, 5);
    this.parts = List.of(
        new SurwSearch(seed, false, 25),
        new Samples("POS", seed, 20, Pos::new),
        new PctSearch(seed, 2, 6, 15),
        new RolesSearch(seed, 15),
        bounded,
        descents,
        new Samples("random walk", seed, 5, RandomWalk::new),
        variations);
  }

  @Override
  public List<ScheduleStrategy> next() {
    if (isComplete()) {
      return List.of();
    }
    if (waiting.isEmpty()) {
      fill();
    }
    OptionalDouble about = descents.estimate();
    if (byClasses == null && about.isPresent() && about.getAsDouble() <= AFFORDABLE) {
      byClasses = new DporSearch();
    }
    List<Place> round = new ArrayList<>();
    if (byClasses != null) {
      round.add(new Place(byClasses, 0, 1, byClasses.next().getFirst()));
      round.add(waiting.removeFirst());
    } else {
      round.addAll(waiting);
      waiting.clear();
    }
    latest = round;
    return round.stream().map(Place::strategy).toList();
  }

  /** What each part gives is spread over the whole. */
  private void fill() {
    List<Place> places = new ArrayList<>();
    for (Search part : parts) {
      if (part.equals(descents) && descents.isHopeless()) {
        continue;
      }
      List<? extends ScheduleStrategy> some = part.next();
      for (int i = 0; i < some.size(); i++) {
        places.add(new Place(part, i, some.size(), some.get(i)));
      }
    }
    places.sort(Comparator.comparingDouble(Place::order));
    waiting.addAll(places);
  }

  @Override
  public void ended(int index, RunEnd end) {
    Place place = latest.get(index);
    place.part.ended(place.index, end);
    if (!place.part.equals(variations)) {
      variations.learn(end);
    }
  }

  @Override
  public boolean isComplete() {
    return bounded.isComplete() || (byClasses != null && byClasses.isComplete());
  }

  @Override
  public OptionalLong classes() {
    return byClasses == null ? OptionalLong.empty() : byClasses.classes();
  }

  @Override
  public OptionalDouble estimate() {
    return descents.estimate();
  }

  @Override
  public String describe() {
    return "portfolio from seed " + seed + (byClasses == null ? "" : ", then also one schedule of each class");
  }
}
