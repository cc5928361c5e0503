package dev.asupersync.lab.selftest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Something that breaks a rule in one place.
 *
 * @param target the oracle or rule that it is made for
 * @param level where it is planted
 * @param name what it breaks, in words
 * @param caughtBy who must complain, and nobody else: a task that outlives its region is against two rules
 * @param evidence what one of the complaints must say
 * @param trial runs it and gives the complaints, by who complained
 */
public record Mutant(
    String target,
    Level level,
    String name,
    Set<String> caughtBy,
    String evidence,
    Supplier<Map<String, List<String>>> trial) {

  /** Where a mutant is planted. */
  public enum Level {
    /** In the events of a run that was made up. */
    EVENTS,
    /** Between a real run and those who judge it, or in what the program does. */
    RUN
  }

  public Mutant {
    caughtBy = Set.copyOf(caughtBy);
    if (!caughtBy.contains(target)) {
      throw new IllegalArgumentException("The mutant \"" + name + "\" is made for " + target + ", which is not among "
          + caughtBy + ".");
    }
  }

  /** Why it survived; nothing when exactly those complained who should. */
  public Optional<String> survived() {
    Map<String, List<String>> complaints = new TreeMap<>(trial.get());
    complaints.values().removeIf(List::isEmpty);
    if (!complaints.keySet().equals(caughtBy)) {
      return Optional.of("\"" + name + "\" must be caught by " + new TreeSet<>(caughtBy) + " and was by " + complaints);
    }
    boolean told = complaints.values().stream().flatMap(List::stream).anyMatch(text -> text.contains(evidence));
    return told
        ? Optional.empty()
        : Optional.of("\"" + name + "\" was caught, but nobody said \"" + evidence + "\": " + complaints);
  }
}
