package dev.asupersync.lab.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Book-keeping of what was given away and what has arrived. The lab switches tasks only at operations of the
 * runtime, so a note that directly follows one belongs to it.
 */
final class Goods {

  private final List<String> sent = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();
  private @Nullable String wrong;
  private int running;

  void sent(String what) {
    sent.add(what);
  }

  /** It was received, or found at the end where it was left. */
  void arrived(String what) {
    arrived.add(what);
  }

  /** Something that must never be seen was seen. */
  void wrong(String what) {
    wrong = wrong == null ? what : wrong;
  }

  void begin() {
    running++;
  }

  void end() {
    running--;
  }

  /** How much of what has begun has not ended. */
  int running() {
    return running;
  }

  void check(boolean holds, String orElse) {
    if (!holds) {
      wrong(orElse);
    }
  }

  /** Everything that was sent has arrived, once; with {@code atLeastOnce} some of it more often. */
  Optional<String> complaint(boolean atLeastOnce) {
    if (wrong != null) {
      return Optional.of(wrong);
    }
    List<String> lost = new ArrayList<>(sent);
    List<String> extra = new ArrayList<>();
    for (String one : arrived) {
      if (!lost.remove(one) && !(atLeastOnce && sent.contains(one))) {
        extra.add(one);
      }
    }
    return lost.isEmpty() && extra.isEmpty()
        ? Optional.empty()
        : Optional.of("lost " + lost + ", doubled or invented " + extra);
  }
}
