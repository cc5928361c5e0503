package com.acme.turbo;

import dev.asupersync.spi.Interpretation;
import dev.asupersync.tck.InterpretationContract;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

class TurboInterpretationTest extends InterpretationContract {

  @Override
  public Interpretation open() {
    return new TurboInterpretation(4, Thread.ofVirtual().factory());
  }

  @Override
  public Optional<Interpretation> openWhereTheSecondStartFails() {
    ThreadFactory threads = Thread.ofVirtual().factory();
    AtomicInteger made = new AtomicInteger();
    return Optional.of(new TurboInterpretation(4, body -> {
      if (made.incrementAndGet() == 2) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return threads.newThread(body);
    }));
  }
}
