package dev.asupersync.session;

import java.util.function.Function;

/**
 * What is said in a conversation, step by step, as both sides see it: where one sends the other receives. The types
 * of both sides follow from one description, so they fit each other by construction:
 *
 * <pre>{@code
 * var price = Protocol.send(String.class, Protocol.recv(Integer.class, Protocol.end()));
 * }</pre>
 *
 * is a {@code Protocol<Send<String, Recv<Integer, End>>, Recv<String, Send<Integer, End>>>}. A step gives the next
 * one and can be taken once; leaving a conversation before its end is a leak that the runtime reports. Rule: 7.5.2.
 *
 * @param <C> the first step of the side that is described
 * @param <S> the first step of the other side
 */
public final class Protocol<C, S> {

  private final Function<Wire, C> here;
  private final Function<Wire, S> there;

  private Protocol(Function<Wire, C> here, Function<Wire, S> there) {
    this.here = here;
    this.there = there;
  }

  /** Nothing more is said. */
  public static Protocol<End, End> end() {
    return new Protocol<>(End::new, End::new);
  }

  /** This side sends a {@code T}; then it goes on with {@code next}. */
  public static <T, C, S> Protocol<Send<T, C>, Recv<T, S>> send(Class<T> type, Protocol<C, S> next) {
    return new Protocol<>(wire -> new Send<>(wire, next.here), wire -> new Recv<>(wire, type, next.there));
  }

  /** This side receives a {@code T}; then it goes on with {@code next}. */
  public static <T, C, S> Protocol<Recv<T, C>, Send<T, S>> recv(Class<T> type, Protocol<C, S> next) {
    return send(type, next.dual()).dual();
  }

  /** This side chooses how it goes on. */
  public static <L, LS, R, RS> Protocol<Choose<L, R>, Offer<LS, RS>> choose(
      Protocol<L, LS> left, Protocol<R, RS> right) {
    return new Protocol<>(
        wire -> new Choose<>(wire, left.here, right.here), wire -> new Offer<>(wire, left.there, right.there));
  }

  /** The other side chooses how it goes on. */
  public static <L, LS, R, RS> Protocol<Offer<L, R>, Choose<LS, RS>> offer(
      Protocol<L, LS> left, Protocol<R, RS> right) {
    return choose(left.dual(), right.dual()).dual();
  }

  /** The same conversation, seen from the other side. */
  public Protocol<S, C> dual() {
    return new Protocol<>(there, here);
  }

  C here(Wire wire) {
    return here.apply(wire);
  }

  S there(Wire wire) {
    return there.apply(wire);
  }
}
