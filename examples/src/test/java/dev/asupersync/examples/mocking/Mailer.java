package dev.asupersync.examples.mocking;

import dev.asupersync.Cx;
import dev.asupersync.channel.Receiver;
import java.time.Duration;
import java.util.List;

/** The code under test: a leaf that only checks in, and one that waits and receives. */
final class Mailer {

  private Mailer() {}

  /** Cancellable between two letters, never within one. */
  static int stamp(Cx cx, List<String> letters) {
    int stamped = 0;
    for (String letter : letters) {
      cx.checkpoint();
      try (var _ = cx.mask()) {
        cx.trace("stamping " + letter);
        stamped++;
      }
    }
    return stamped;
  }

  static int deliver(Cx cx, Receiver<String> letters) {
    int[] delivered = new int[1];
    letters.forEach(cx, letter -> {
      cx.sleep(Duration.ofMinutes(10));
      delivered[0]++;
    });
    return delivered[0];
  }
}
