package dev.asupersync.lab.explore;

import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some of everything, because no search finds every bug fast. Of 100 runs 40 are {@link Surw}, 20 {@link Pos}, 15
 * {@link Pct} of depths 2 to 6, 10 random walks, 10 with few deviations ({@link Bounded}), and 5 variations of runs
 * that showed something new.
 */
public final class Portfolio implements Search {

  /** A run of a round: which part gave it, and the how many-th of that. */
  private record Place(int part, int index, int size) {

    double order() {
      return (index + 0.5) / size;
    }
  }

  private final long seed;
  private final Variations variations;
  private final Bounded bounded;
  private final List<Search> parts;
  private List<Place> latest = List.of();

  public Portfolio(long seed) {
    this.seed = seed;
    this.variations = new Variations(seed, 5);
    this.bounded = new Bounded(false, Integer.MAX_VALUE, 10);
    this.parts = List.of(
        new SurwSearch(seed, false, 40),
        new Samples("POS", seed, 20, Pos::new),
        new PctSearch(seed, 2, 6, 15),
        new Samples("random walk", seed, 10, RandomWalk::new),
        bounded,
        variations);
  }

  @Override
  public List<ScheduleStrategy> next() {
    List<List<? extends ScheduleStrategy>> given = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      List<? extends ScheduleStrategy> some = parts.get(part).next();
      given.add(some);
      for (int i = 0; i < some.size(); i++) {
        places.add(new Place(part, i, some.size()));
      }
    }
    places.sort(Comparator.comparingDouble(Place::order));
    latest = places;
    List<ScheduleStrategy> next = new ArrayList<>(places.size());
    places.forEach(place -> next.add(given.get(place.part).get(place.index)));
    return next;
  }

  @Override
  public void ended(int index, RunEnd end) {
    Place place = latest.get(index);
    Search part = parts.get(place.part);
    part.ended(place.index, end);
    if (!part.equals(variations)) {
      variations.learn(end);
    }
  }

  @Override
  public boolean isComplete() {
    return bounded.isComplete();
  }

  @Override
  public String describe() {
    return "portfolio from seed " + seed;
  }
}
