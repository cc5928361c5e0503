package dev.asupersync.otel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Class names of throwables as attribute values: the first so many are told apart, all others are one. */
final class ErrorTypes {

  static final String OTHER = "_OTHER";

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  ErrorTypes(int most) {
    this.most = most;
  }

  String of(Throwable error) {
    String name = error.getClass().getName();
    return known.contains(name) || admit(name) ? name : OTHER;
  }

  private synchronized boolean admit(String name) {
    return known.contains(name) || (known.size() < most && known.add(name));
  }
}
