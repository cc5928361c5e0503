package dev.asupersync.session;

import dev.asupersync.Cx;
import java.util.function.Function;

/** This side sends. */
public final class Send<T, N> extends Step {

  private final Function<Wire, N> next;

  Send(Wire wire, Function<Wire, N> next) {
    super(wire);
    this.next = next;
  }

  /**
   * Sends, and gives the next step.
   *
   * <p>Cancellation: a cancel point; cancelled, nothing was sent and the step can be tried again.
   * Errors: CX-3102 when the other side has ended, CX-3002 when the step was taken before.
   */
  public N send(Cx cx, T message) {
    wire().send(cx, message);
    return next.apply(taken());
  }
}
