package dev.asupersync.combine.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One way to rewrite a node, and the law that allows it. Rule: 8.31. */
public enum Rule {
  /** A join within a join is one join. */
  JOIN_ASSOC(Law.JOIN_ASSOCIATIVE),
  /** A race within a race is one race. */
  RACE_ASSOC(Law.RACE_ASSOCIATIVE),
  /** Of two timeouts the shorter counts. */
  TIMEOUT_MIN(Law.TIMEOUTS_MEET),
  /** {@code race(join(s,a),join(s,b))} is {@code join(s,race(a,b))}: the common leaf runs once. */
  DEDUP_RACE_JOIN(Law.RACE_DISTRIBUTES),
  /** The children of a join in the order of their texts. */
  JOIN_COMMUTE(Law.JOIN_COMMUTATIVE),
  /** The children of a race in the order of their texts. */
  RACE_COMMUTE(Law.RACE_COMMUTATIVE);

  private final Law law;

  Rule(Law law) {
    this.law = law;
  }

  public Law law() {
    return law;
  }

  /** Whether it changes who races with whom, so that what is cancelled may change. */
  boolean affectsRaces() {
    return this == RACE_ASSOC || this == RACE_COMMUTE || this == DEDUP_RACE_JOIN;
  }

  boolean commutes() {
    return this == JOIN_COMMUTE || this == RACE_COMMUTE;
  }

  /** The node rewritten; nothing where the rule does not fit or would change nothing. */
  <T, E extends Exception> Optional<Plan<T, E>> apply(Plan<T, E> node) {
    return switch (this) {
      case JOIN_ASSOC -> node instanceof Plan.Join ? flat(node, Plan.Join.class) : Optional.empty();
      case RACE_ASSOC -> node instanceof Plan.Race ? flat(node, Plan.Race.class) : Optional.empty();
      case TIMEOUT_MIN -> shorter(node);
      case DEDUP_RACE_JOIN -> shared(node);
      case JOIN_COMMUTE -> node instanceof Plan.Join ? sorted(node) : Optional.empty();
      case RACE_COMMUTE -> node instanceof Plan.Race ? sorted(node) : Optional.empty();
    };
  }

  private static <T, E extends Exception> Optional<Plan<T, E>> flat(Plan<T, E> node, Class<?> kind) {
    if (node.below().stream().noneMatch(kind::isInstance)) {
      return Optional.empty();
    }
    List<Plan<T, E>> children = new ArrayList<>();
    node.below().forEach(child -> children.addAll(kind.isInstance(child) ? child.below() : List.of(child)));
    return Optional.of(node.with(children));
  }

  private static <T, E extends Exception> Optional<Plan<T, E>> shorter(Plan<T, E> node) {
    return node instanceof Plan.Timeout<T, E>(
            Duration outer, Plan.Timeout<T, E>(Duration inner, Plan<T, E> child))
        ? Optional.of(new Plan.Timeout<>(outer.compareTo(inner) < 0 ? outer : inner, child))
        : Optional.empty();
  }

  private static <T, E extends Exception> Optional<Plan<T, E>> sorted(Plan<T, E> node) {
    List<Plan<T, E>> children = node.below().stream().sorted(Comparator.comparing(Plan::text)).toList();
    return children.equals(node.below()) ? Optional.empty() : Optional.of(node.with(children));
  }

  /** Two joins of two, with the same leaf in the same place. */
  private static <T, E extends Exception> Optional<Plan<T, E>> shared(Plan<T, E> node) {
    if (node instanceof Plan.Race<T, E>(List<Plan<T, E>> both)
        && both.size() == 2
        && both.get(0) instanceof Plan.Join<T, E>(List<Plan<T, E>> left)
        && both.get(1) instanceof Plan.Join<T, E>(List<Plan<T, E>> right)
        && left.size() == 2
        && right.size() == 2) {
      if (left.get(0) instanceof Plan.Leaf && left.get(0).equals(right.get(0))) {
        return Optional.of(Plan.join(left.get(0), Plan.race(left.get(1), right.get(1))));
      }
      if (left.get(1) instanceof Plan.Leaf && left.get(1).equals(right.get(1))) {
        return Optional.of(Plan.join(Plan.race(left.get(0), right.get(0)), left.get(1)));
      }
    }
    return Optional.empty();
  }
}
