package dev.asupersync.session;

import dev.asupersync.Cx;
import java.util.function.Function;

/** This side chooses how it goes on. Cancellation and errors as {@link Send#send}. */
public final class Choose<L, R> extends Step {

  private final Function<Wire, L> left;
  private final Function<Wire, R> right;

  Choose(Wire wire, Function<Wire, L> left, Function<Wire, R> right) {
    super(wire);
    this.left = left;
    this.right = right;
  }

  public L left(Cx cx) {
    wire().send(cx, true);
    return left.apply(taken());
  }

  public R right(Cx cx) {
    wire().send(cx, false);
    return right.apply(taken());
  }
}
