package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.Mask;
import dev.asupersync.TaskOptions;
import dev.asupersync.error.CancelledError;
import dev.asupersync.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** A mask defers a request and loses none. Rules: 5.13 to 5.16, 7.0.2, D18. */
public interface MaskContract extends RuntimeSource {

  @Test
  default void nothing_throws_inside_and_the_first_checkpoint_after_the_outermost_mask_does() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      scope.cancel(CancelReason.user("stop"));
      try (Mask _ = own.mask()) {
        own.checkpoint();
        try (Mask _ = own.mask()) {
          own.checkpoint();
        }
        own.checkpoint();
        assertThat(own.isCancelRequested()).isTrue();
      }
      assertThat(Refusals.thrownBy(own::checkpoint)).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  default void a_wait_inside_goes_on_through_the_cancellation() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      long before = own.nanoTime();
      scope.cancel(CancelReason.user("stop"));
      try (Mask _ = own.mask()) {
        own.sleep(Duration.ofMillis(10));
      }
      assertThat(own.nanoTime() - before).isGreaterThanOrEqualTo(10_000_000);
    });
  }

  @Test
  default void a_second_close_of_a_mask_does_nothing() {
    Bench.within(this, scope -> {
      Cx own = scope.cx();
      Mask outer = own.mask();
      Mask inner = own.mask();
      inner.close();
      inner.close();
      scope.cancel(CancelReason.user("stop"));
      own.checkpoint();
      outer.close();
      outer.close();
      assertThat(Refusals.thrownBy(own::checkpoint)).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  default void masks_nest_sixty_four_deep_and_no_deeper() {
    Bench.check(this, cx -> {
      Deque<Mask> masks = new ArrayDeque<>();
      for (int i = 0; i < 64; i++) {
        masks.push(cx.mask());
      }
      Refusals.expect(ErrorCode.MASK_DEPTH, cx::mask);
      masks.pop().close();
      masks.push(cx.mask());
      masks.forEach(Mask::close);
      cx.checkpoint();
    });
  }

  @Test
  default void a_mask_ends_with_its_block_when_something_is_thrown() {
    try (Bench bench = Bench.of(this)) {
      bench.within(scope -> {
        Cx own = scope.cx();
        Refusals.thrownBy(() -> {
          try (Mask _ = own.mask()) {
            throw new IllegalStateException("broken");
          }
        });
        scope.cancel(CancelReason.user("stop"));
        assertThat(Refusals.thrownBy(own::checkpoint)).isInstanceOf(CancelledError.class);
      });

      assertThat(bench.events.lines("mask")).hasSize(2);
    }
  }

  @Test
  default void a_deadline_that_passes_inside_is_told_after() {
    Bench.within(this, scope -> {
      var task = scope.spawn(
          TaskOptions.DEFAULT.withTimeout(Duration.ofMillis(5)),
          c -> {
            try (Mask _ = c.mask()) {
              c.sleep(Duration.ofMillis(15));
              c.checkpoint();
            }
            c.checkpoint();
            return "";
          });
      assertThat(Bench.reasonOf(task.join()).kind().isTimeExceeded()).isTrue();
    });
  }
}
