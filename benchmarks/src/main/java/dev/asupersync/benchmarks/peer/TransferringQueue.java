package dev.asupersync.benchmarks.peer;

import java.util.concurrent.LinkedTransferQueue;

/** As a rendezvous: who puts waits until it was taken. */
final class TransferringQueue<T> extends LinkedTransferQueue<T> {

  private static final long serialVersionUID = 1L;

  @Override
  public void put(T message) {
    try {
      transfer(message);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
