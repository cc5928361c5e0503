package dev.asupersync.otel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names that programs make up, as attribute values: the first so many are told, since each is a series for ever. */
final class FirstNames {

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  FirstNames(int most) {
    this.most = most;
  }

  boolean admits(String name) {
    return known.contains(name) || admit(name);
  }

  private synchronized boolean admit(String name) {
    return known.contains(name) || (known.size() < most && known.add(name));
  }
}
