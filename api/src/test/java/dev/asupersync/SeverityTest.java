package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule 1.1. */
class SeverityTest {

  @Test
  void the_codes_are_0_to_3_in_the_order_of_badness() {
    assertThat(Severity.values()).extracting(Severity::code).containsExactly(0, 1, 2, 3);
    assertThat(Severity.values())
        .containsExactly(Severity.OK, Severity.ERR, Severity.CANCELLED, Severity.PANICKED);
  }

  @Test
  void every_code_leads_back_to_its_severity_and_no_other_number_does() {
    for (Severity severity : Severity.values()) {
      assertThat(Severity.fromCode(severity.code())).contains(severity);
    }
    for (int code : new int[] {Integer.MIN_VALUE, -1, 4, 255, Integer.MAX_VALUE}) {
      assertThat(Severity.fromCode(code)).isEmpty();
    }
  }

  @Test
  void max_is_the_worse() {
    for (Severity a : Severity.values()) {
      for (Severity b : Severity.values()) {
        assertThat(a.max(b).code()).isEqualTo(Math.max(a.code(), b.code()));
      }
    }
  }
}
