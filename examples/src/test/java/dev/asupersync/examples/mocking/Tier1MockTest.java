package dev.asupersync.examples.mocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.error.CancelledError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code that only checks in, traces or reads the time: a bare mock is enough. */
class Tier1MockTest {

  @Test
  void a_bare_mock_lets_leaf_code_run() {
    Cx cx = mock(Cx.class);

    assertThat(Mailer.stamp(cx, List.of("a", "b"))).isEqualTo(2);

    verify(cx, times(2)).checkpoint();
    assertThat(cx.isCancelRequested()).isFalse();
    assertThat(cx.cancelReason()).isEmpty();
    assertThat(cx.nanoTime()).isZero();
  }

  @Test
  void cancellation_is_a_checkpoint_that_throws() {
    Cx cx = mock(Cx.class);
    doNothing().doThrow(new CancelledError(CancelReason.user("enough"))).when(cx).checkpoint();

    assertThatThrownBy(() -> Mailer.stamp(cx, List.of("a", "b", "c"))).isInstanceOf(CancelledError.class);

    verify(cx).trace("stamping a");
  }
}
