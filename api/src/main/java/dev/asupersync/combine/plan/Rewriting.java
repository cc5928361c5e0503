package dev.asupersync.combine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan made simpler by laws that hold, with the proof.
 *
 * <p>{@code Rewriting.of(plan, RewritePolicy.CONSERVATIVE).plan().run(cx, IOException.class)}. Rules: 8.31 to
 * 8.34.
 *
 * @param plan what it came to
 * @param certificate how
 */
public record Rewriting<T, E extends Exception>(Plan<T, E> plan, Certificate certificate) {

  /** Applies every rule that the policy allows, from the leaves up, until none fits any more. */
  public static <T, E extends Exception> Rewriting<T, E> of(Plan<T, E> plan, RewritePolicy policy) {
    List<Certificate.Step> steps = new ArrayList<>();
    Plan<T, E> result = simplify(plan, policy, List.of(), steps);
    return new Rewriting<>(result, new Certificate(policy, plan.fingerprint(), result.fingerprint(), steps));
  }

  private static <T, E extends Exception> Plan<T, E> simplify(
      Plan<T, E> node, RewritePolicy policy, List<Integer> path, List<Certificate.Step> steps) {
    Plan<T, E> current = simplifyBelow(node, policy, path, steps);
    for (Rule rule : Rule.values()) {
      Plan<T, E> before = current;
      Optional<Plan<T, E>> after =
          policy.allows(rule)
              ? rule.apply(before).filter(changed -> SideConditions.broken(rule, before, changed).isEmpty())
              : Optional.empty();
      if (after.isPresent()) {
        steps.add(new Certificate.Step(rule, path, before.fingerprint(), after.get().fingerprint()));
        return simplify(after.get(), policy, path, steps);
      }
    }
    return current;
  }

  private static <T, E extends Exception> Plan<T, E> simplifyBelow(
      Plan<T, E> node, RewritePolicy policy, List<Integer> path, List<Certificate.Step> steps) {
    if (node.below().isEmpty()) {
      return node;
    }
    List<Plan<T, E>> children = new ArrayList<>();
    for (int i = 0; i < node.below().size(); i++) {
      List<Integer> way = new ArrayList<>(path);
      way.add(i);
      children.add(simplify(node.below().get(i), policy, way, steps));
    }
    return node.with(children);
  }
}
