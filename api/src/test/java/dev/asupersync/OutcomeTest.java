package dev.asupersync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.asupersync.Outcome.Cancelled;
import dev.asupersync.Outcome.Err;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.Outcome.Panicked;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.PanicError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 1.1 to 1.9: the laws over every pair and triple of a domain with several outcomes of each kind. */
class OutcomeTest {

  private static final CancelReason USER = CancelReason.user("stop");
  private static final CancelReason SHUTDOWN = CancelReason.of(CancelKind.SHUTDOWN);
  private static final IOException BROKEN = new IOException("broken");
  private static final IllegalStateException BUG = new IllegalStateException("bug");

  private static final List<Outcome<Integer, IOException>> DOMAIN = domain();

  private static List<Outcome<Integer, IOException>> domain() {
    List<Outcome<Integer, IOException>> all = new ArrayList<>();
    all.add(new Ok<>(1));
    all.add(new Ok<>(2));
    all.add(new Err<>(BROKEN));
    all.add(new Err<>(new IOException("torn")));
    for (CancelKind kind : CancelKind.values()) {
      all.add(new Cancelled<>(CancelReason.of(kind)));
      all.add(new Cancelled<>(CancelReason.of(kind).withMessage("later").withOrigin(
          Optional.empty(), Optional.of(new TaskId(7)), -1)));
    }
    all.add(new Panicked<>(BUG));
    all.add(new Panicked<>(new AssertionError("other bug")));
    return all;
  }

  @Test
  void join_takes_the_worse_and_severity_is_commutative_and_associative() {
    for (var a : DOMAIN) {
      for (var b : DOMAIN) {
        assertThat(Outcome.join(a, b).severity())
            .isEqualTo(a.severity().max(b.severity()))
            .isEqualTo(Outcome.join(b, a).severity());
        for (var c : DOMAIN) {
          var leftFirst = Outcome.join(Outcome.join(a, b), c);
          if (!leftFirst.equals(Outcome.join(a, Outcome.join(b, c)))) {
            fail("join is not associative for " + a + ", " + b + ", " + c);
          }
        }
      }
    }
  }

  @Test
  void join_gives_the_leftmost_of_the_worst() {
    Comparator<Outcome<Integer, IOException>> byBadness =
        Comparator.<Outcome<Integer, IOException>>comparingInt(o -> o.severity().code())
            .thenComparingInt(o -> o.cancelReason().map(CancelReason::severity).orElse(0));

    for (var a : DOMAIN) {
      for (var b : DOMAIN) {
        assertThat(Outcome.join(a, b)).isEqualTo(byBadness.compare(b, a) > 0 ? b : a);
      }
    }
  }

  @Test
  void join_is_idempotent_and_panicked_absorbs() {
    Outcome<Integer, IOException> panicked = new Panicked<>(BUG);
    for (var a : DOMAIN) {
      assertThat(Outcome.join(a, a)).isSameAs(a);
      assertThat(Outcome.join(a, panicked).severity()).isEqualTo(Severity.PANICKED);
      assertThat(Outcome.join(a, new Ok<>(0)).severity()).isEqualTo(a.severity());
    }
  }

  @Test
  void join_is_not_commutative_on_values() {
    Outcome<Integer, IOException> one = new Ok<>(1);
    Outcome<Integer, IOException> two = new Ok<>(2);

    assertThat(Outcome.join(one, two)).isSameAs(one);
    assertThat(Outcome.join(two, one)).isSameAs(two);
  }

  @Test
  void of_two_cancellations_the_left_stays_unless_the_right_is_strictly_more_severe() {
    Outcome<Integer, IOException> user = new Cancelled<>(USER);
    Outcome<Integer, IOException> shutdown = new Cancelled<>(SHUTDOWN);
    // By strengthen alone the earlier one would win; join does not look at the time.
    Outcome<Integer, IOException> earlierUser =
        new Cancelled<>(USER.withOrigin(Optional.empty(), Optional.empty(), -5));

    assertThat(Outcome.join(user, shutdown)).isEqualTo(shutdown);
    assertThat(Outcome.join(shutdown, user)).isSameAs(shutdown);
    assertThat(Outcome.join(user, earlierUser)).isSameAs(user);
  }

  @Test
  void map_touches_only_ok() {
    for (var a : DOMAIN) {
      Outcome<String, IOException> mapped = a.map(v -> "<" + v + ">");

      switch (a) {
        case Ok(var v) -> assertThat(mapped).isEqualTo(new Ok<>("<" + v + ">"));
        default -> assertThat((Object) mapped).isEqualTo(a);
      }
    }
  }

  @Test
  void map_err_touches_only_err() {
    for (var a : DOMAIN) {
      Outcome<Integer, IllegalArgumentException> mapped = a.mapErr(IllegalArgumentException::new);

      switch (a) {
        case Err(var error) -> assertThat(mapped.declaredError().orElseThrow()).hasCause(error);
        default -> assertThat((Object) mapped).isEqualTo(a);
      }
    }
  }

  @Test
  void and_then_runs_only_on_ok() {
    for (var a : DOMAIN) {
      List<Integer> seen = new ArrayList<>();

      Outcome<Integer, IOException> next = a.andThen(v -> {
        seen.add(v);
        return new Err<>(BROKEN);
      });

      assertThat(seen).hasSize(a.isOk() ? 1 : 0);
      assertThat(next).isEqualTo(a.isOk() ? new Err<>(BROKEN) : a);
    }
  }

  @Test
  void the_fallback_is_taken_for_everything_but_ok_and_asked_only_then() {
    for (var a : DOMAIN) {
      List<String> asked = new ArrayList<>();
      int value = a.orElseGet(() -> {
        asked.add("asked");
        return -1;
      });

      assertThat(value).isEqualTo(a.orElse(-1));
      assertThat(value == -1).isEqualTo(!a.isOk());
      assertThat(asked).hasSize(a.isOk() ? 0 : 1);
    }
  }

  @Test
  void or_throw_gives_the_value_or_what_stands_in_its_way() throws IOException {
    assertThat(new Ok<Integer, IOException>(1).orThrow()).isEqualTo(1);
    assertThatThrownBy(() -> new Err<Integer, IOException>(BROKEN).orThrow()).isSameAs(BROKEN);
    assertThatThrownBy(() -> new Cancelled<Integer, IOException>(USER).orThrow())
        .isInstanceOfSatisfying(CancelledError.class, e -> assertThat(e.reason()).isEqualTo(USER));
    assertThatThrownBy(() -> new Panicked<Integer, IOException>(BUG).orThrow())
        .isInstanceOf(PanicError.class).hasCause(BUG);
  }

  @Test
  void every_accessor_tells_the_same_story_as_the_severity() {
    for (var a : DOMAIN) {
      assertThat(a.isOk()).isEqualTo(a.severity() == Severity.OK);
      assertThat(a.declaredError().isPresent()).isEqualTo(a.severity() == Severity.ERR);
      assertThat(a.cancelReason().isPresent()).isEqualTo(a.severity() == Severity.CANCELLED);
    }
  }

  @Test
  void a_panic_names_its_class_and_text() {
    assertThat(new Panicked<Integer, IOException>(BUG).message())
        .isEqualTo("panic: java.lang.IllegalStateException: bug");
  }

  @Test
  void a_cancellation_is_no_exception_and_carries_no_stack() {
    CancelledError error = new CancelledError(USER);

    assertThat((Throwable) error).isNotInstanceOf(Exception.class).hasMessage("user: stop");
    assertThat(error.getStackTrace()).isEmpty();
  }
}
