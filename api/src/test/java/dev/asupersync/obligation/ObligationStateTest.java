package dev.asupersync.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rules 6.2 and 6.3: all 16 cells. */
class ObligationStateTest {

  @Test
  void only_reserved_can_change_and_only_into_an_end() {
    for (ObligationState from : ObligationState.values()) {
      for (ObligationState to : ObligationState.values()) {
        assertThat(from.allows(to)).as("%s -> %s", from, to)
            .isEqualTo(from == ObligationState.RESERVED && to != ObligationState.RESERVED);
      }
    }
  }
}
