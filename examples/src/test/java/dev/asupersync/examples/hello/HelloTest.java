package dev.asupersync.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Cx;
import dev.asupersync.lab.junit.LabTest;

class HelloTest {

  @LabTest(seeds = 200)
  void every_word_is_heard_in_order_under_every_schedule(Cx cx) {
    assertThat(Hello.greet(cx)).isEqualTo("hello, structured world");
  }
}
