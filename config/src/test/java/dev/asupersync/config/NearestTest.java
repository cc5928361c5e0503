package dev.asupersync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> NAMES = List.of("prod", "lab", "otel");

  @Test
  void a_slip_of_the_fingers_is_recognised() {
    assertThat(Nearest.to("pord", NAMES)).contains("prod");
    assertThat(Nearest.to("la", NAMES)).contains("lab");
    assertThat(Nearest.to("otell", NAMES)).contains("otel");
    assertThat(Nearest.to("lba", NAMES)).contains("lab");
  }

  @Test
  void something_else_is_not_mistaken_for_a_slip() {
    assertThat(Nearest.to("turbo", NAMES)).isEmpty();
    assertThat(Nearest.to("x", NAMES)).isEmpty();
  }

  @Test
  void distance_counts_what_has_to_be_changed_added_and_removed() {
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("same", "same")).isZero();
    assertThat(Nearest.distance("pord", "prod")).isEqualTo(1);
  }
}
