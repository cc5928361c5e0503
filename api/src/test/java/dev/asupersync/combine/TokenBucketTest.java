package dev.asupersync.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.error.CxUsageException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rule 8.21: whole tokens, and what is carried over. */
class TokenBucketTest {

  private static TokenBucket bucket(long rate, long periodNanos, long burst) {
    return new TokenBucket(RatePolicy.of(rate, Duration.ofNanos(periodNanos)).withBurst(burst), 0);
  }

  @Test
  void it_is_full_at_first_and_says_for_how_long_it_is_empty() {
    TokenBucket bucket = bucket(1, 10, 3);

    assertThat(bucket.take(3, 0)).isZero();
    assertThat(bucket.take(1, 0)).isEqualTo(10);
    assertThat(bucket.take(2, 4)).isEqualTo(16);
    assertThat(bucket.take(1, 9)).isEqualTo(1);
    assertThat(bucket.take(1, 10)).isZero();
  }

  @Test
  void parts_of_a_token_are_carried_over() {
    TokenBucket bucket = bucket(3, 10, 100);
    bucket.take(100, 0);
    long taken = 0;
    for (long now = 1; now <= 1_000; now++) {
      taken += bucket.take(1, now) == 0 ? 1 : 0;
    }

    assertThat(taken).isEqualTo(300);
  }

  @Test
  void nothing_is_carried_over_a_full_bucket() {
    TokenBucket bucket = bucket(1, 10, 1);

    assertThat(bucket.take(1, 19)).isZero();
    assertThat(bucket.take(1, 20)).isEqualTo(9);
  }

  @Test
  void a_clock_that_goes_back_adds_nothing() {
    TokenBucket bucket = bucket(1, 10, 1);
    bucket.take(1, 100);

    assertThat(bucket.take(1, 50)).isEqualTo(10);
    assertThat(bucket.take(1, 105)).isEqualTo(5);
  }

  @Test
  void waiting_as_long_as_it_says_is_enough_and_no_less_is() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      long burst = 1 + random.nextInt(20);
      TokenBucket bucket = bucket(1 + random.nextInt(7), 1 + random.nextInt(50), burst);
      bucket.take(1 + random.nextInt((int) burst), 0);
      long cost = 1 + random.nextInt((int) burst);
      long now = random.nextInt(10);
      long wait = bucket.take(cost, now);
      if (wait > 0) {
        assertThat(bucket.take(cost, now + wait - 1)).isPositive();
        assertThat(bucket.take(cost, now + wait)).isZero();
      }
    }
  }

  @Test
  void a_very_long_pause_only_fills_it() {
    TokenBucket bucket = bucket(1_000_000, 1_000_000_000, 10);
    bucket.take(10, 0);

    assertThat(bucket.take(10, Long.MAX_VALUE)).isZero();
    assertThat(bucket.take(1, Long.MAX_VALUE)).isPositive();
  }

  @Test
  void numbers_that_cannot_work_are_refused() {
    for (Runnable wrong : new Runnable[] {
      () -> RatePolicy.of(0, Duration.ofSeconds(1)),
      () -> RatePolicy.of(1, Duration.ZERO),
      () -> RatePolicy.DEFAULT.withBurst(0),
      () -> RatePolicy.DEFAULT.withBurst(Long.MAX_VALUE / 2),
      () -> RatePolicy.of(1, Duration.ofDays(400)),
      () -> RatePolicy.DEFAULT.withPatience(Duration.ofNanos(-1)),
      () -> BulkheadPolicy.DEFAULT.withConcurrent(0),
      () -> BulkheadPolicy.DEFAULT.withQueue(-1),
      () -> BreakerPolicy.DEFAULT.withFailures(0),
      () -> BreakerPolicy.DEFAULT.withProbes(0),
      () -> BreakerPolicy.DEFAULT.withRest(Duration.ofNanos(-1))
    }) {
      assertThatThrownBy(wrong::run).isInstanceOf(CxUsageException.class).hasMessageStartingWith("CX-3301");
    }
  }
}
