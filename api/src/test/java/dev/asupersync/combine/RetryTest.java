package dev.asupersync.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 8.15: how long is waited. */
class RetryTest {

  @Test
  void the_defaults_are_those_of_the_rules() {
    assertThat(Retry.DEFAULT.attempts()).isEqualTo(3);
    assertThat(Retry.DEFAULT.first()).isEqualTo(Duration.ofMillis(100));
    assertThat(Retry.DEFAULT.factor()).isEqualTo(2);
    assertThat(Retry.DEFAULT.longest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(Retry.DEFAULT.jitter()).isEqualTo(0.1);
  }

  @Test
  void waits_grow_up_to_the_longest() {
    Retry retry = Retry.DEFAULT.withBackoff(Duration.ofMillis(100), 3).withLongest(Duration.ofMillis(500));

    List<Long> waits = IntStream.rangeClosed(1, 4).mapToObj(k -> retry.delay(k, 0).toMillis()).toList();

    assertThat(waits).containsExactly(100L, 300L, 500L, 500L);
  }

  @Test
  void jitter_is_added_after_the_cap() {
    Retry retry =
        Retry.DEFAULT.withBackoff(Duration.ofMillis(100), 10).withLongest(Duration.ofMillis(500)).withJitter(0.5);

    assertThat(retry.delay(1, 0.5)).isEqualTo(Duration.ofMillis(125));
    assertThat(retry.delay(9, 1)).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void waits_that_would_overflow_are_the_longest() {
    Retry retry = Retry.DEFAULT.withBackoff(Duration.ofDays(1), 1e9).withJitter(0);

    assertThat(retry.delay(1000, 1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(retry.withLongest(Duration.ofSeconds(Long.MAX_VALUE)).delay(1000, 1)).isPositive();
  }

  @Test
  void numbers_that_cannot_work_are_refused() {
    for (Runnable wrong : List.<Runnable>of(
        () -> Retry.DEFAULT.withAttempts(0),
        () -> Retry.DEFAULT.withBackoff(Duration.ofMillis(-1), 2),
        () -> Retry.DEFAULT.withBackoff(Duration.ofMillis(1), 0.9),
        () -> Retry.DEFAULT.withBackoff(Duration.ofMillis(1), Double.NaN),
        () -> Retry.DEFAULT.withLongest(Duration.ofMillis(-1)),
        () -> Retry.DEFAULT.withJitter(1.1),
        () -> Retry.DEFAULT.withJitter(-0.1))) {
      assertThatThrownBy(wrong::run).isInstanceOf(CxUsageException.class).hasMessageStartingWith("CX-3301");
    }
  }
}
