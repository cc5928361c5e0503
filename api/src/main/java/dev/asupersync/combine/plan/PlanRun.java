package dev.asupersync.combine.plan;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.Task;
import dev.asupersync.combine.Join;
import dev.asupersync.combine.Race;
import dev.asupersync.combine.Timeout;
import java.time.Duration;
import java.util.List;

/** What the nodes of a plan mean: the combinators of the same names. */
final class PlanRun {

  private PlanRun() {}

  static <T, E extends Exception> Outcome<List<T>, E> run(Plan<T, E> plan, Cx cx, Class<E> errorType) {
    return switch (plan) {
      case Plan.Leaf<T, E> leaf -> Join.all(cx, errorType, leaf.program()).values();
      case Plan.Join<T, E>(List<Plan<T, E>> children) ->
          Join.all(cx, errorType, tasks(children, errorType)).values()
              .map(lists -> lists.stream().flatMap(List::stream).toList());
      case Plan.Race<T, E>(List<Plan<T, E>> children) -> Race.of(cx, errorType, tasks(children, errorType));
      case Plan.Timeout<T, E>(Duration limit, Plan<T, E> child) ->
          Timeout.of(cx, errorType, limit, task(child, errorType));
    };
  }

  private static <T, E extends Exception> List<Task<List<T>, E>> tasks(
      List<Plan<T, E>> children, Class<E> errorType) {
    return children.stream().map(child -> task(child, errorType)).toList();
  }

  private static <T, E extends Exception> Task<List<T>, E> task(Plan<T, E> plan, Class<E> errorType) {
    return plan instanceof Plan.Leaf<T, E> leaf
        ? cx -> List.of(leaf.program().run(cx))
        : cx -> run(plan, cx, errorType).orThrow();
  }
}
