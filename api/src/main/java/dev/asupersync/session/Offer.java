package dev.asupersync.session;

import dev.asupersync.Cx;
import java.util.function.Function;

/** The other side chooses how it goes on. */
public final class Offer<L, R> extends Step {

  private final Function<Wire, L> left;
  private final Function<Wire, R> right;

  Offer(Wire wire, Function<Wire, L> left, Function<Wire, R> right) {
    super(wire);
    this.left = left;
    this.right = right;
  }

  /** What the other side chose, made for {@code switch}. */
  public sealed interface Chosen<L, R> {}

  /** It chose the left one. */
  public record Left<L, R>(L next) implements Chosen<L, R> {}

  /** It chose the right one. */
  public record Right<L, R>(R next) implements Chosen<L, R> {}

  /** Waits for the choice. Cancellation and errors as {@link Recv#recv}. */
  public Chosen<L, R> offer(Cx cx) {
    boolean isLeft = (Boolean) wire().recv(cx);
    Wire wire = taken();
    return isLeft ? new Left<>(left.apply(wire)) : new Right<>(right.apply(wire));
  }
}
