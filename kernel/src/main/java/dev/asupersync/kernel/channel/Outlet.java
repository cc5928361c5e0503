package dev.asupersync.kernel.channel;

/** Where a permit leads: the channel behind the end that made it. */
interface Outlet<T> {

  String subject();

  long number();

  /** Sends into the slot that was reserved. False if nobody will receive it; the slot is free either way. */
  boolean fill(T message);

  /** Gives the slot back. */
  void giveBack();

  /** The permit was closed and will not be used again by those who had it. */
  default void keep(SendPermit<T> closed) {}
}
