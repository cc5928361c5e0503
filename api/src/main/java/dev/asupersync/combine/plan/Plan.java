package dev.asupersync.combine.plan;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A program made of others, as a tree that can be looked at. What it gives is a list: a leaf gives one value,
 * a join the lists of all its children one after the other, a race the list of its winner.
 *
 * <p>{@code Plan.race(Plan.join(user, cart), Plan.join(user, saved))} is a value; {@link Rewriting} makes an
 * equal one that does less, and {@link #run} runs it. Rule: 8.30.
 */
public sealed interface Plan<T, E extends Exception> {

  /**
   * One program.
   *
   * @param label what it is known by: leaves with the same label are the same program
   * @param touches what it reads or changes beside its result; leaves that touch nothing in common are
   *     independent
   * @param cancelSafe whether it may be cancelled half way without harm
   */
  record Leaf<T, E extends Exception>(
      String label, Set<String> touches, boolean cancelSafe, dev.asupersync.Task<T, ? extends E> program)
      implements Plan<T, E> {

    public Leaf {
      touches = Set.copyOf(touches);
    }

    /** The same, and it touches this. */
    public Leaf<T, E> touching(String... resources) {
      return new Leaf<>(label, Set.of(resources), cancelSafe, program);
    }

    /** The same, but it must not be cancelled half way: no rewriting lets it race in a new place. */
    public Leaf<T, E> uncancellable() {
      return new Leaf<>(label, touches, false, program);
    }
  }

  /** All of them: {@link dev.asupersync.combine.Join}. */
  record Join<T, E extends Exception>(List<Plan<T, E>> children) implements Plan<T, E> {

    public Join {
      children = some("join", children);
    }
  }

  /** The first of them: {@link dev.asupersync.combine.Race}. */
  record Race<T, E extends Exception>(List<Plan<T, E>> children) implements Plan<T, E> {

    public Race {
      children = some("race", children);
    }
  }

  /** So long and no longer: {@link dev.asupersync.combine.Timeout}. */
  record Timeout<T, E extends Exception>(Duration limit, Plan<T, E> child) implements Plan<T, E> {}

  /** A program that touches nothing and may be cancelled anywhere. */
  static <T, E extends Exception> Leaf<T, E> leaf(String label, dev.asupersync.Task<T, ? extends E> program) {
    return new Leaf<>(label, Set.of(), true, program);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static <T, E extends Exception> Plan<T, E> join(Plan<T, E>... children) {
    return new Join<>(List.of(children));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static <T, E extends Exception> Plan<T, E> race(Plan<T, E>... children) {
    return new Race<>(List.of(children));
  }

  static <T, E extends Exception> Plan<T, E> timeout(Duration limit, Plan<T, E> child) {
    return new Timeout<>(limit, child);
  }

  /** Runs it. Cancellation and panics: as with the combinators that it is made of. */
  default Outcome<List<T>, E> run(Cx cx, Class<E> errorType) {
    return PlanRun.run(this, cx, errorType);
  }

  /** The children, from the first to the last; none for a leaf. */
  default List<Plan<T, E>> below() {
    return switch (this) {
      case Leaf<T, E> _ -> List.of();
      case Join<T, E>(List<Plan<T, E>> children) -> children;
      case Race<T, E>(List<Plan<T, E>> children) -> children;
      case Timeout<T, E>(Duration _, Plan<T, E> child) -> List.of(child);
    };
  }

  /** The same node with other children. */
  default Plan<T, E> with(List<Plan<T, E>> children) {
    return switch (this) {
      case Leaf<T, E> leaf -> leaf;
      case Join<T, E> _ -> new Join<>(children);
      case Race<T, E> _ -> new Race<>(children);
      case Timeout<T, E>(Duration limit, Plan<T, E> _) -> new Timeout<>(limit, children.getFirst());
    };
  }

  /** Every leaf, from the first to the last, as often as it stands there. */
  default Stream<Leaf<T, E>> leaves() {
    return this instanceof Leaf<T, E> leaf ? Stream.of(leaf) : below().stream().flatMap(Plan::leaves);
  }

  /**
   * The plan as text, which is the same for the same plan anywhere:
   * {@code race(join("user","cart"),"saved")}.
   */
  default String text() {
    String children = String.join(",", below().stream().map(Plan::text).toList());
    return switch (this) {
      case Leaf<T, E> leaf ->
          '"' + leaf.label().replace("\\", "\\\\").replace("\"", "\\\"") + '"'
              + (leaf.touches().isEmpty() ? "" : new TreeSet<>(leaf.touches()).toString())
              + (leaf.cancelSafe() ? "" : "!");
      case Join<T, E> _ -> "join(" + children + ")";
      case Race<T, E> _ -> "race(" + children + ")";
      case Timeout<T, E>(Duration limit, Plan<T, E> _) -> "timeout(" + limit + "," + children + ")";
    };
  }

  /** 32 hexadecimal digits that stand for this plan, the same in every run. Rule: 8.34. */
  default String fingerprint() {
    return Fingerprint.of(text());
  }

  private static <T, E extends Exception> List<Plan<T, E>> some(String what, List<Plan<T, E>> children) {
    if (children.isEmpty()) {
      throw new CxUsageException(
          ErrorCode.BAD_POLICY, "A " + what + " in a plan has no children. Give it one or more.");
    }
    return List.copyOf(children);
  }
}
