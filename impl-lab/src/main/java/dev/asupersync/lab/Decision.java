package dev.asupersync.lab;

/**
 * One choice that was made where there was one.
 *
 * @param candidates among how many: 2 or more
 * @param chosen which, from 0
 */
public record Decision(DecisionKind kind, int candidates, int chosen) {

  public Decision {
    if (candidates < 2 || chosen < 0 || chosen >= candidates) {
      throw new IllegalArgumentException(
          "A decision for number " + chosen + " of " + candidates
              + " candidates: there must be 2 or more, and the choice one of them, counted from 0.");
    }
  }

  /** {@code s1/3}: strand number 1 of 3. */
  @Override
  public String toString() {
    return kind.letter() + "" + chosen + "/" + candidates;
  }
}
