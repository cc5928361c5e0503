package dev.asupersync.session;

import dev.asupersync.Cx;
import java.util.function.Function;

/** This side receives. */
public final class Recv<T, N> extends Step {

  private final Class<T> type;
  private final Function<Wire, N> next;

  Recv(Wire wire, Class<T> type, Function<Wire, N> next) {
    super(wire);
    this.type = type;
    this.next = next;
  }

  /** What was received, and the next step. */
  public record Received<T, N>(T message, N next) {}

  /**
   * Waits for what the other side sends.
   *
   * <p>Cancellation: a cancel point; cancelled, nothing was taken and the step can be tried again.
   * Errors: CX-3102 when the other side has ended, CX-3002 when the step was taken before.
   */
  public Received<T, N> recv(Cx cx) {
    T message = type.cast(wire().recv(cx));
    return new Received<>(message, next.apply(taken()));
  }
}
