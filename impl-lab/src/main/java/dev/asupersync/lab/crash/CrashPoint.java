package dev.asupersync.lab.crash;

import dev.asupersync.lab.fault.FaultChooser;
import dev.asupersync.lab.fault.FaultMenu;
import dev.asupersync.lab.fault.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the process at one place, or at the so-manieth point of the run, and notes the places before that. */
final class CrashPoint implements FaultChooser {

  private final @Nullable Place wanted;
  private final long number;
  private final List<Place> met = new ArrayList<>();

  private CrashPoint(@Nullable Place wanted, long number) {
    this.wanted = wanted;
    this.number = number;
  }

  static CrashPoint none() {
    return new CrashPoint(null, -1);
  }

  static CrashPoint at(Place place) {
    return new CrashPoint(place, -1);
  }

  /** From 0. */
  static CrashPoint at(long number) {
    return new CrashPoint(null, number);
  }

  @Override
  public int choose(FaultMenu menu) {
    if (met.size() == number || (wanted != null && wanted.isSame(menu.place()))) {
      return 1;
    }
    met.add(menu.place());
    return 0;
  }

  List<Place> met() {
    return met;
  }
}
