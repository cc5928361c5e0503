package dev.asupersync.examples.mocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.lab.junit.LabTest;

/** Code that spawns, sleeps or uses channels: the real runtime in the lab, in no time. */
class Tier2LabTest {

  @LabTest(seeds = 50)
  void every_letter_is_delivered_and_an_hour_takes_no_time(Cx cx) {
    long before = cx.nanoTime();

    int delivered = cx.<Integer>region(scope -> {
      Channel<String> letters = scope.open(Channel.bounded(2));
      Sender<String> out = letters.sender();
      Receiver<String> in = letters.receiver();
      scope.launch(c -> {
        try (out) {
          for (int i = 0; i < 6; i++) {
            out.send(c, "letter " + i);
          }
        }
      });
      return scope.spawn(c -> Mailer.deliver(c, in)).join().orThrow();
    }).orThrow();

    assertThat(delivered).isEqualTo(6);
    assertThat(cx.nanoTime() - before).isEqualTo(60L * 60 * 1_000_000_000);
  }
}
