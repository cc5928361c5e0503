package dev.asupersync.otel;

import dev.asupersync.CancelKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cancellations of these kinds are told as errors, with the kind as error type. None, unless somebody says so. */
record CancelledAsError(Set<CancelKind> kinds) {

  static final CancelledAsError NONE = new CancelledAsError(Set.of());
  static final List<String> WORDS = Arrays.stream(CancelKind.values()).map(Names::of).toList();

  CancelledAsError {
    kinds = Set.copyOf(kinds);
  }

  /** By the words that stand on spans: {@code timeout}, {@code race_lost}. */
  static CancelledAsError of(List<String> words) {
    Set<CancelKind> kinds = EnumSet.noneOf(CancelKind.class);
    for (CancelKind kind : CancelKind.values()) {
      if (words.contains(Names.of(kind))) {
        kinds.add(kind);
      }
    }
    return new CancelledAsError(kinds);
  }

  Optional<String> errorType(CancelKind kind) {
    return kinds.contains(kind) ? Optional.of(Names.of(kind)) : Optional.empty();
  }
}
