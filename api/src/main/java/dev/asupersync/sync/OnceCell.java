package dev.asupersync.sync;

import dev.asupersync.Checkpoints;
import java.util.Optional;

/**
 * A value that is made once, by whoever needs it first, while the others wait for it.
 *
 * <p>An initializer that fails or is cancelled leaves the cell empty, and exactly one of those who wait
 * tries next.
 *
 * <p>Open it with {@code scope.open(OnceCell.<Config>create())}. Rule: 7.6.7.
 *
 * @param <T> what it holds; never null
 */
public interface OnceCell<T> {

  static <T> OnceCellSpec<T> create() {
    return new OnceCellSpec<>("");
  }

  /**
   * The value, which {@code init} makes if there is none and nobody else is making it.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, nothing has changed; cancelled in {@code
   * init}, the next one tries. Errors: what {@code init} throws, to this task only; CX-3202 from within the
   * initializer of the same cell; CX-3206 when the region that owns it has closed.
   *
   * @param init runs on this task, and may wait
   */
  <X extends Exception> T getOrInit(Checkpoints cx, Section<? extends T, X> init) throws X;

  /** The value, if there is one. Never waits. Any thread. */
  Optional<T> get();

  /**
   * Sets the value, after waiting for an initializer that is at work. Empty if that was done; if there was
   * a value already it stays, and {@code value} is given back.
   *
   * <p>Cancellation and errors as {@link #getOrInit}.
   */
  Optional<T> set(Checkpoints cx, T value);

  /** Waits until there is a value, and does not make it. Cancellation: a cancel point. Errors: CX-3206. */
  T waitFor(Checkpoints cx);
}
