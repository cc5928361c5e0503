package dev.asupersync.lab.inject;

import dev.asupersync.lab.fault.FaultChooser;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the first fault that is offered at one place, and notes the places before that it did not know. */
final class OnePoint implements FaultChooser {

  private final Places known;
  private final @Nullable Place wanted;
  private final List<Place> met = new ArrayList<>();
  private boolean done;
  private int untilSecond;

  /** With {@code second} more than 0: again so many points later. */
  OnePoint(Places known, @Nullable Place wanted, int second) {
    this.known = known;
    this.wanted = wanted;
    this.untilSecond = second;
  }

  @Override
  public int choose(FaultMenu menu) {
    if (done) {
      return untilSecond > 0 && --untilSecond == 0 ? 1 : 0;
    }
    if (wanted != null && wanted.isSame(menu.place())) {
      done = true;
      return 1;
    }
    if (!known.has(menu.place())) {
      met.add(menu.place());
    }
    return 0;
  }

  List<Place> met() {
    return met;
  }
}
