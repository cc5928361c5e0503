package dev.asupersync.config;

import dev.asupersync.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong, so that nobody has to start five times to learn of five mistakes. */
final class ConfigProblems {

  private final Set<ConfigProblem> found = new LinkedHashSet<>();
  private Optional<Throwable> cause = Optional.empty();

  void add(ErrorCode code, Place where, String path, String text) {
    found.add(new ConfigProblem(code, where, path, text));
  }

  /** Keeps the first of these for the stack trace of a provider's author. */
  void add(ErrorCode code, Place where, String path, String text, Throwable why) {
    add(code, where, path, text);
    if (cause.isEmpty()) {
      cause = Optional.of(why);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** In the order in which a person goes through files. */
  List<ConfigProblem> sorted() {
    List<ConfigProblem> all = new ArrayList<>(found);
    all.sort(Comparator.comparing(ConfigProblem::where));
    return List.copyOf(all);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigProblemsException(sorted(), cause);
    }
  }
}
