package dev.asupersync.lab.inject;

import dev.asupersync.lab.fault.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The places of a program that were met, in that order. Read by runs, written between them. */
public final class Places {

  private record Key(long path, long number) {}

  private final List<Place> inOrder = new ArrayList<>();
  private final Set<Key> keys = new HashSet<>();

  /** With none. */
  public Places() {}

  /** Unless it is there. */
  public void add(Place place) {
    if (keys.add(new Key(place.path(), place.number()))) {
      inOrder.add(place);
    }
  }

  public boolean has(Place place) {
    return keys.contains(new Key(place.path(), place.number()));
  }

  public int size() {
    return inOrder.size();
  }

  public Place get(int index) {
    return inOrder.get(index);
  }
}
