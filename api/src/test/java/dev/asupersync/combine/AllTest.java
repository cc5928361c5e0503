package dev.asupersync.combine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.Outcome.Cancelled;
import dev.asupersync.Outcome.Err;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.Outcome.Panicked;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 1.15, 8.1, 8.2: what several outcomes are together. */
class AllTest {

  private static final CancelReason MILD = CancelReason.user("mild");
  private static final CancelReason STRONG = CancelReason.of(CancelKind.SHUTDOWN);
  private static final Outcome<Integer, IOException> OK = new Ok<>(1);
  private static final Outcome<Integer, IOException> ERR = new Err<>(new IOException("first"));
  private static final Outcome<Integer, IOException> ERR_2 = new Err<>(new IOException("second"));
  private static final Outcome<Integer, IOException> PANIC = new Panicked<>(new IllegalStateException("first"));
  private static final Outcome<Integer, IOException> PANIC_2 = new Panicked<>(new IllegalStateException("second"));

  @SafeVarargs
  private static Outcome<?, IOException> values(Outcome<Integer, IOException>... outcomes) {
    return new All<>(List.of(outcomes)).values();
  }

  @Test
  void the_first_panic_wins_wherever_it_stands() {
    assertThat(values(ERR, new Cancelled<>(STRONG), OK, PANIC, PANIC_2)).isEqualTo(PANIC);
  }

  @Test
  void a_cancellation_beats_errors_with_the_strongest_reason() {
    assertThat(values(ERR, new Cancelled<>(MILD), new Cancelled<>(STRONG))).isEqualTo(new Cancelled<>(STRONG));
    assertThat(values(new Cancelled<>(STRONG), OK, new Cancelled<>(MILD))).isEqualTo(new Cancelled<>(STRONG));
  }

  @Test
  void of_errors_the_first_is_told() {
    assertThat(values(OK, ERR, ERR_2)).isEqualTo(ERR);
  }

  @Test
  void values_may_be_null() {
    All<Integer, IOException> all = new All<>(Arrays.asList(new Ok<>(null), OK));

    assertThat(all.values()).isEqualTo(new Ok<>(Arrays.asList(null, 1)));
  }

  @Test
  void reduce_goes_from_the_first_to_the_last() {
    assertThat(new All<>(List.of(OK, OK, OK)).reduce((a, b) -> 10 * a + b)).isEqualTo(new Ok<>(Optional.of(111)));
    assertThat(new All<>(List.of(OK, ERR)).reduce(Integer::sum)).isEqualTo(ERR);
    assertThat(new All<Integer, IOException>(List.of()).reduce(Integer::sum)).isEqualTo(new Ok<>(Optional.empty()));
  }

  @Test
  void both_tell_the_worse_and_of_equals_the_first() {
    assertThat(new Both<>(ERR, ERR_2).combine(Integer::sum)).isEqualTo(ERR);
    assertThat(new Both<>(OK, ERR_2).combine(Integer::sum)).isEqualTo(ERR_2);
    assertThat(new Both<>(PANIC, PANIC_2).combine(Integer::sum)).isEqualTo(PANIC);
    assertThat(new Both<>(ERR, PANIC_2).combine(Integer::sum)).isEqualTo(PANIC_2);
    assertThat(new Both<>(new Cancelled<Integer, IOException>(MILD), new Cancelled<Integer, IOException>(STRONG))
        .combine(Integer::sum)).isEqualTo(new Cancelled<>(STRONG));
  }
}
