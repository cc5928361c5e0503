package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What throwing means: an error that was declared, or a panic. Rule: D2. */
public interface DeclaredErrorContract extends RuntimeSource {

  @Test
  default void what_the_region_declared_is_err_subclasses_included() {
    FileNotFoundException missing = new FileNotFoundException("orders.csv");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      throw missing;
    }));

    assertThat(outcome).isEqualTo(new Outcome.Err<>(missing));
  }

  @Test
  default void what_the_region_did_not_declare_is_a_panic() {
    IllegalStateException broken = new IllegalStateException("broken");

    Outcome<String, IOException> outcome = Bench.value(this, cx -> cx.region(IOException.class, scope -> {
      throw broken;
    }));

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
  }

  @Test
  default void without_a_declaration_every_throw_is_a_panic() {
    IllegalStateException broken = new IllegalStateException("broken");

    Outcome<String, RuntimeException> outcome = Bench.outcome(this, cx -> {
      throw broken;
    });

    assertThat(outcome).isEqualTo(new Outcome.Panicked<>(broken));
  }

  @Test
  default void a_stack_overflow_is_a_panic() {
    Outcome<Integer, RuntimeException> outcome =
        Bench.value(this, cx -> cx.region(scope -> endless(1)));

    assertThat(outcome).isInstanceOfSatisfying(
        Outcome.Panicked.class, panic -> assertThat(panic.cause()).isInstanceOf(StackOverflowError.class));
  }

  private static int endless(int n) {
    return n == 0 ? 0 : 1 + endless(n + 1);
  }

  @Test
  default void a_run_declares_as_a_region_does() {
    IOException lost = new IOException("lost");
    try (Bench bench = Bench.of(this)) {
      Outcome<String, IOException> outcome = bench.runtime.run(IOException.class, cx -> {
        throw lost;
      });

      assertThat(outcome).isEqualTo(new Outcome.Err<>(lost));
    }
  }
}
