package dev.asupersync.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.lab.trace.Divergence.Category;
import dev.asupersync.spi.OpKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  private static TraceEvent event(long seq, TraceKind kind, String text, Long... numbers) {
    return new TraceEvent(seq, 0, kind, List.of(numbers), text);
  }

  private static List<TraceEvent> twenty() {
    List<TraceEvent> events = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      events.add(event(i, TraceKind.SCHEDULE, "", i % 3));
    }
    return events;
  }

  private static Divergence between(TraceEvent expected, TraceEvent actual) {
    return Divergence.first(List.of(expected).iterator(), List.of(actual).iterator()).orElseThrow();
  }

  @Test
  void equal_traces_do_not_part() {
    assertThat(Divergence.first(twenty().iterator(), twenty().iterator())).isEmpty();
    assertThat(Divergence.first(List.<TraceEvent>of().iterator(), List.<TraceEvent>of().iterator())).isEmpty();
  }

  @Test
  void the_first_difference_is_told_with_what_is_around_it() {
    List<TraceEvent> other = twenty();
    other.set(13, event(13, TraceKind.SCHEDULE, "", 7L));
    other.set(15, event(15, TraceKind.SCHEDULE, "", 7L));

    Divergence found = Divergence.first(twenty().iterator(), other.iterator()).orElseThrow();

    assertThat(found.index()).isEqualTo(13);
    assertThat(found.category()).isEqualTo(Category.SCHEDULING_ORDER);
    assertThat(found.before()).hasSize(10).last().isEqualTo(twenty().get(12));
    assertThat(found.expectedAfter()).isEqualTo(twenty().subList(14, 19));
    assertThat(found.actualAfter()).isEqualTo(other.subList(14, 19));
    assertThat(found.text())
        .startsWith("The traces differ at event 13 (scheduling-order). ")
        .contains("\n  expected: 13 0 SCHEDULE task=1\n").contains("\n  actual:   13 0 SCHEDULE task=7\n");
  }

  @Test
  void a_trace_that_ends_early_is_told_whichever_it_is() {
    Divergence shorter = Divergence.first(twenty().subList(0, 5).iterator(), twenty().iterator()).orElseThrow();
    Divergence longer = Divergence.first(twenty().iterator(), twenty().subList(0, 5).iterator()).orElseThrow();

    assertThat(shorter.category()).isEqualTo(Category.LENGTH);
    assertThat(shorter.expected()).isEqualTo(Optional.empty());
    assertThat(shorter.explanation()).startsWith("The first trace has ended");
    assertThat(longer.actual()).isEqualTo(Optional.empty());
    assertThat(longer.explanation()).startsWith("The second trace has ended");
    assertThat(longer.text()).contains("actual:   the end");
  }

  @Test
  void what_differs_is_named() {
    assertThat(between(event(0, TraceKind.END, "", 1L, 0L), event(0, TraceKind.END, "", 1L, 3L)).category())
        .isEqualTo(Category.OUTCOME);
    assertThat(between(event(0, TraceKind.END, "", 1L, 0L), event(0, TraceKind.END, "", 2L, 0L)).category())
        .isEqualTo(Category.VALUE);
    assertThat(between(event(0, TraceKind.START, "", 1L), event(0, TraceKind.MASK, "", 1L, 1L)).category())
        .isEqualTo(Category.EVENT_KIND);
    assertThat(between(event(0, TraceKind.START, "", 1L), new TraceEvent(0, 9, TraceKind.START, List.of(1L), ""))
        .category()).isEqualTo(Category.TIME);
    assertThat(between(event(0, TraceKind.USER_TRACE, "a", 1L), event(0, TraceKind.USER_TRACE, "b", 1L)).category())
        .isEqualTo(Category.MESSAGE);
    assertThat(between(event(0, TraceKind.ALARM_SET, "", 1L, 5L), event(0, TraceKind.ALARM_SET, "", 1L, 6L))
        .category()).isEqualTo(Category.ALARM);
    long recv = OpKind.CHANNEL_RECV.code();
    Divergence path = between(
        event(0, TraceKind.OPERATION, "", 4L, recv, 1L), event(0, TraceKind.OPERATION, "", 4L, recv, 2L));
    assertThat(path.category()).isEqualTo(Category.OPERATION);
    assertThat(path.explanation()).contains("task 4 took another path");
  }
}
