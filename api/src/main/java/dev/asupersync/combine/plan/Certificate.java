package dev.asupersync.combine.plan;

import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rewriting did, so that anybody can do it again and see that it was right. Rule: 8.34.
 *
 * @param policy the laws that it was allowed
 * @param before the fingerprint of the plan that it began with
 * @param after the fingerprint of the plan that it came to
 * @param steps in order
 */
public record Certificate(RewritePolicy policy, String before, String after, List<Step> steps) {

  /**
   * One node rewritten.
   *
   * @param path the way to the node from the root: which child, which child of that, and so on
   * @param before the fingerprint of the node
   * @param after the fingerprint of what stands there now
   */
  public record Step(Rule rule, List<Integer> path, String before, String after) {

    public Step {
      path = List.copyOf(path);
    }
  }

  public Certificate {
    steps = List.copyOf(steps);
  }

  /**
   * Does it all again, each step checked: that the policy allows it, that the node is the one named, that the
   * rule fits, that the side conditions hold, and that the result is the one named. Returns the plan that it
   * comes to. Errors: CX-3303 for the first thing that is wrong.
   */
  public <T, E extends Exception> Plan<T, E> replay(Plan<T, E> plan) {
    require(plan.fingerprint().equals(before), "it is about another plan than " + plan.text());
    Plan<T, E> current = plan;
    for (Step step : steps) {
      require(policy.allows(step.rule()), "its policy does not allow " + step.rule());
      current = replace(current, step.path(), step);
    }
    require(current.fingerprint().equals(after), "it does not come to the plan that it names");
    return current;
  }

  private static <T, E extends Exception> Plan<T, E> replace(Plan<T, E> node, List<Integer> path, Step step) {
    if (path.isEmpty()) {
      return apply(node, step);
    }
    int at = path.getFirst();
    require(at >= 0 && at < node.below().size(), "it names a node that is not there: " + step.path());
    List<Plan<T, E>> children = new ArrayList<>(node.below());
    children.set(at, replace(children.get(at), path.subList(1, path.size()), step));
    return node.with(children);
  }

  private static <T, E extends Exception> Plan<T, E> apply(Plan<T, E> node, Step step) {
    require(node.fingerprint().equals(step.before()), "another node stands at " + step.path());
    Optional<Plan<T, E>> rewritten = step.rule().apply(node);
    require(rewritten.isPresent(), step.rule() + " does not fit " + node.text());
    Plan<T, E> result = rewritten.orElseThrow();
    Optional<String> broken = SideConditions.broken(step.rule(), node, result);
    require(broken.isEmpty(), "at " + step.path() + " " + broken.orElse(""));
    boolean same = result.fingerprint().equals(step.after());
    require(same, step.rule() + " makes something else at " + step.path());
    return result;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new CxUsageException(
          ErrorCode.BAD_CERTIFICATE,
          "A certificate does not hold: " + otherwise + ". Rewrite the plan again, and keep both together.");
    }
  }
}
