package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rule 4.14: all 25 cells. */
class RegionStateTest {

  @Test
  void the_steps_are_exactly_those_of_the_table() {
    String table = Arrays.stream(RegionState.values())
        .map(from -> (String.format("%-10s -> ", from) + Arrays.stream(RegionState.values())
            .filter(from::allows).map(RegionState::name).collect(Collectors.joining(" "))).strip() + "\n")
        .collect(Collectors.joining());

    assertThat(table).isEqualTo("""
        OPEN       -> CLOSING
        CLOSING    -> DRAINING FINALIZING
        DRAINING   -> FINALIZING
        FINALIZING -> CLOSED
        CLOSED     ->
        """);
  }
}
