package dev.asupersync.session;

import dev.asupersync.Scope;
import dev.asupersync.channel.Channel;

/**
 * A conversation: the first step of each side. Each side is for one task, to which it belongs from its first step
 * on. When that task ends, however it ends, the other side is told at its next step (CX-3102).
 *
 * @param here the side that the protocol describes
 * @param there the other one
 */
public record Session<C, S>(C here, S there) {

  /** How many messages one side may be ahead of the other. */
  private static final int AHEAD = 16;

  /** Opens a conversation that ends with the region, at the latest. */
  public static <C, S> Session<C, S> open(Scope<?> scope, String name, Protocol<C, S> protocol) {
    Channel<Object> forth = scope.open(Channel.bounded(AHEAD).named(name + " forth"));
    Channel<Object> back = scope.open(Channel.bounded(AHEAD).named(name + " back"));
    return new Session<>(
        protocol.here(new Wire(name, forth.sender(), back.receiver())),
        protocol.there(new Wire(name, back.sender(), forth.receiver())));
  }
}
