package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 2.1 to 2.9: the laws of meet over every pair and triple of a domain that has all the corners. */
class BudgetTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<Budget> DOMAIN = domain();

  private static List<Budget> domain() {
    List<Optional<Instant>> deadlines = List.of(
        Optional.empty(), Optional.of(Instant.MIN), Optional.of(NOW),
        Optional.of(NOW.plusNanos(1)), Optional.of(Instant.MAX));
    long[] quotas = {0, 1, Budget.UNLIMITED};
    int[] priorities = {0, 128, 255};
    List<Budget> all = new ArrayList<>();
    for (Optional<Instant> deadline : deadlines) {
      for (long polls : quotas) {
        for (long cost : quotas) {
          for (int priority : priorities) {
            all.add(new Budget(deadline, polls, cost, priority));
          }
        }
      }
    }
    return all;
  }

  @Test
  void meet_is_commutative_and_idempotent() {
    for (Budget a : DOMAIN) {
      assertThat(a.meet(a)).isEqualTo(a);
      for (Budget b : DOMAIN) {
        assertThat(a.meet(b)).isEqualTo(b.meet(a));
      }
    }
  }

  @Test
  void meet_is_associative() {
    for (Budget a : DOMAIN) {
      for (Budget b : DOMAIN) {
        Budget ab = a.meet(b);
        for (Budget c : DOMAIN) {
          if (!ab.meet(c).equals(a.meet(b.meet(c)))) {
            fail("meet is not associative for " + a + ", " + b + ", " + c);
          }
        }
      }
    }
  }

  @Test
  void infinite_is_the_identity_and_zero_absorbs() {
    for (Budget a : DOMAIN) {
      assertThat(a.meet(Budget.INFINITE)).isEqualTo(a);
      assertThat(a.meet(Budget.ZERO)).isEqualTo(Budget.ZERO);
    }
  }

  @Test
  void meet_never_loosens_a_limit_and_never_lowers_the_priority() {
    for (Budget a : DOMAIN) {
      for (Budget b : DOMAIN) {
        Budget met = a.meet(b);
        assertThat(met.pollQuota()).isEqualTo(Math.min(a.pollQuota(), b.pollQuota()));
        assertThat(met.costQuota()).isEqualTo(Math.min(a.costQuota(), b.costQuota()));
        assertThat(met.priority()).isEqualTo(Math.max(a.priority(), b.priority()));
        assertThat(end(met)).isEqualTo(end(a).isBefore(end(b)) ? end(a) : end(b));
      }
    }
  }

  @Test
  void meet_is_monotone_down_the_tree() {
    for (Budget parent : DOMAIN) {
      for (Budget child : DOMAIN) {
        Budget inside = parent.meet(child);
        // Whatever is met further down can never get out of what is above it.
        assertThat(inside.meet(parent)).isEqualTo(inside);
      }
    }
  }

  private static Instant end(Budget budget) {
    return budget.deadline().orElse(Instant.MAX);
  }

  @Test
  void a_deadline_is_past_at_its_very_instant() {
    Budget budget = Budget.DEFAULT.withDeadline(NOW);

    assertThat(budget.isPastDeadline(NOW.minusNanos(1))).isFalse();
    assertThat(budget.isPastDeadline(NOW)).isTrue();
    assertThat(budget.isPastDeadline(NOW.plusNanos(1))).isTrue();
    assertThat(Budget.INFINITE.isPastDeadline(Instant.MAX)).isFalse();
  }

  @Test
  void the_remaining_time_is_nothing_at_the_deadline_or_without_one() {
    Budget budget = Budget.DEFAULT.withDeadline(NOW);

    assertThat(budget.remaining(NOW.minusNanos(3))).contains(Duration.ofNanos(3));
    assertThat(budget.remaining(NOW)).isEmpty();
    assertThat(budget.remaining(NOW.plusNanos(1))).isEmpty();
    assertThat(Budget.DEFAULT.remaining(NOW)).isEmpty();
  }

  @Test
  void exhausted_means_a_quota_at_zero_and_says_nothing_of_the_deadline() {
    for (Budget a : DOMAIN) {
      assertThat(a.isExhausted()).isEqualTo(a.pollQuota() == 0 || a.costQuota() == 0);
    }
    assertThat(Budget.DEFAULT.withDeadline(Instant.MIN).isExhausted()).isFalse();
  }

  @Test
  void tightened_by_never_loosens() {
    List<Duration> limits = List.of(
        Duration.ofSeconds(Long.MIN_VALUE), Duration.ofNanos(-1), Duration.ZERO, Duration.ofNanos(1),
        Duration.ofDays(1), Duration.ofSeconds(Long.MAX_VALUE));
    for (Budget a : DOMAIN) {
      for (Duration limit : limits) {
        Budget tightened = a.tightenedBy(NOW, limit);

        assertThat(end(tightened)).isBeforeOrEqualTo(end(a));
        assertThat(tightened.withDeadline(NOW)).isEqualTo(a.withDeadline(NOW));
      }
    }
  }

  @Test
  void tightened_by_counts_from_now_and_saturates() {
    assertThat(Budget.DEFAULT.tightenedBy(NOW, Duration.ofSeconds(30)).deadline())
        .contains(NOW.plusSeconds(30));
    assertThat(Budget.DEFAULT.tightenedBy(NOW, Duration.ofSeconds(Long.MAX_VALUE)).deadline())
        .contains(Instant.MAX);
    assertThat(Budget.DEFAULT.tightenedBy(NOW, Duration.ofSeconds(Long.MIN_VALUE)).deadline())
        .contains(Instant.MIN);
  }

  @Test
  void the_constants_are_what_the_rules_say() {
    assertThat(Budget.INFINITE)
        .isEqualTo(new Budget(Optional.empty(), Budget.UNLIMITED, Budget.UNLIMITED, 0));
    assertThat(Budget.DEFAULT).isEqualTo(Budget.INFINITE.withPriority(128));
    assertThat(Budget.MINIMAL).isEqualTo(Budget.DEFAULT.withPollQuota(100));
    assertThat(Budget.ZERO.isExhausted()).isTrue();
    assertThat(Budget.ZERO.isPastDeadline(Instant.MIN)).isTrue();
    assertThat(Budget.ZERO.priority()).isEqualTo(255);
  }

  @Test
  void a_bad_value_is_refused_with_all_values_named() {
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.DEFAULT.withPollQuota(-1))
        .withMessageContaining("pollQuota=-1");
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.DEFAULT.withCostQuota(-1))
        .withMessageContaining("costQuota=-1");
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.DEFAULT.withPriority(256))
        .withMessageContaining("priority=256");
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.DEFAULT.withPriority(-1))
        .withMessageContaining("from 0 to 255");
  }
}
