package dev.asupersync.lab.chaos;

import dev.asupersync.lab.SplitMix;
import dev.asupersync.lab.fault.FaultChooser;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.Place;
import java.util.Locale;

/**
 * Draws for each trouble that a point offers, in their order, whether it happens, and how bad it is; the first that
 * does is it. What is drawn depends on the seed and on which point of which strand it is, and not on what was drawn
 * before: in another schedule the same happens at the same points.
 */
final class ChaosDice implements FaultChooser {

  private final Chaos chaos;
  private final long seed;

  ChaosDice(Chaos chaos, long seed) {
    this.chaos = chaos;
    this.seed = seed;
  }

  @Override
  public int choose(FaultMenu menu) {
    int first = 1;
    while (first < menu.count()) {
      int behind = first + 1;
      while (behind < menu.count() && menu.rule(behind).equals(menu.rule(first))) {
        behind++;
      }
      Chaos.Trouble trouble = Chaos.Trouble.valueOf(menu.fault(first).what().toUpperCase(Locale.ROOT));
      SplitMix dice = dice(menu.place(), trouble);
      if (happens(chaos.chance(trouble), dice)) {
        return first + dice.below(behind - first);
      }
      first = behind;
    }
    return 0;
  }

  private SplitMix dice(Place place, Chaos.Trouble trouble) {
    return new SplitMix(SplitMix.mix(SplitMix.mix(seed + place.path()) + place.number()), trouble.code());
  }

  private static boolean happens(double chance, SplitMix dice) {
    return chance >= 1 || (chance > 0 && (dice.next() >>> 11) * 0x1p-53 < chance);
  }
}
