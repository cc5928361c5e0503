package dev.asupersync.combine.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a node before and after it is rewritten, whatever the laws say. Rule: 8.33. */
final class SideConditions {

  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private SideConditions() {}

  /** What is not as it must be, if anything. */
  static <T, E extends Exception> Optional<String> broken(Rule rule, Plan<T, E> before, Plan<T, E> after) {
    if (rule.affectsRaces() && !isCancelSafe(before, after)) {
      return Optional.of("a leaf that must not be cancelled half way takes part in a race that changes");
    }
    if (!labels(before).containsAll(labels(after)) || !labels(after).containsAll(labels(before))) {
      return Optional.of("other programs run than before");
    }
    if (after.leaves().count() > before.leaves().count()) {
      return Optional.of("more programs run than before");
    }
    if (!isNoLooser(limits(before), limits(after))) {
      return Optional.of("a program has more time than before");
    }
    if (rule.commutes()) {
      return areIndependent(before.below())
          ? Optional.empty()
          : Optional.of("children that touch the same thing change places");
    }
    return isInOrder(before.leaves().map(Plan.Leaf::label).toList(), labels(after))
        ? Optional.empty()
        : Optional.of("the order of the values changes");
  }

  /** Whether of any two the first one also stood somewhere before the second one before. */
  private static boolean isInOrder(List<String> before, List<String> after) {
    for (int i = 0; i < after.size(); i++) {
      for (int j = i + 1; j < after.size(); j++) {
        if (before.indexOf(after.get(i)) > before.lastIndexOf(after.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isCancelSafe(Plan<?, ?> before, Plan<?, ?> after) {
    return before.leaves().allMatch(Plan.Leaf::cancelSafe) && after.leaves().allMatch(Plan.Leaf::cancelSafe);
  }

  /** Each label once, in the order of its first leaf. */
  private static List<String> labels(Plan<?, ?> plan) {
    return plan.leaves().map(Plan.Leaf::label).distinct().toList();
  }

  /** The longest time that each leaf may have. */
  private static Map<String, Duration> limits(Plan<?, ?> plan) {
    Map<String, Duration> limits = new HashMap<>();
    collect(plan, FOR_EVER, limits);
    return limits;
  }

  private static void collect(Plan<?, ?> plan, Duration around, Map<String, Duration> limits) {
    Duration own =
        plan instanceof Plan.Timeout<?, ?> timeout && timeout.limit().compareTo(around) < 0
            ? timeout.limit()
            : around;
    if (plan instanceof Plan.Leaf<?, ?> leaf) {
      limits.merge(leaf.label(), own, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    plan.below().forEach(child -> collect(child, own, limits));
  }

  private static boolean isNoLooser(Map<String, Duration> before, Map<String, Duration> after) {
    return after.entrySet().stream()
        .allMatch(leaf -> leaf.getValue().compareTo(before.getOrDefault(leaf.getKey(), Duration.ZERO)) <= 0);
  }

  private static boolean areIndependent(List<? extends Plan<?, ?>> children) {
    List<Set<String>> all = new ArrayList<>();
    for (Plan<?, ?> child : children) {
      Set<String> touched = new HashSet<>();
      child.leaves().forEach(leaf -> touched.addAll(leaf.touches()));
      if (all.stream().anyMatch(other -> other.stream().anyMatch(touched::contains))) {
        return false;
      }
      all.add(touched);
    }
    return true;
  }
}
