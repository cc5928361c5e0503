package dev.asupersync.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabTraceTest {

  private static TraceRecorder recorded(long capacity) {
    long[] now = new long[1];
    TraceRecorder recorder = new TraceRecorder(() -> now[0], capacity);
    recorder.scheduled(3);
    now[0] = 5_000_000_000L;
    recorder.timeAdvanced(0, 5_000_000_000L, true);
    recorder.violation("CX-4001");
    recorder.violation("CX-4001");
    now[0] = 4;
    recorder.alarmSet(Long.MAX_VALUE, Long.MIN_VALUE);
    return recorder;
  }

  @Test
  void what_is_written_is_read_back() {
    LabTrace trace = recorded(100).trace();

    LabTrace read = LabTrace.parse(trace.bytes());

    assertThat(read.events()).isEqualTo(trace.events()).hasSize(5);
    assertThat(read.sha256()).isEqualTo(trace.sha256()).hasSize(64);
    assertThat(read.events().get(1)).isEqualTo(new TraceEvent(
        1, 5_000_000_000L, TraceKind.TIME_ADVANCED, List.of(0L, 5_000_000_000L, 1L), ""));
    assertThat(read.events().get(4).numbers()).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
    assertThat(read.text()).contains("2 5000000000 VIOLATION code=CX-4001\n");
  }

  @Test
  void a_text_that_comes_again_is_not_written_again() {
    int one = recorded(3).trace().bytes().length;

    assertThat(recorded(4).trace().bytes().length - one).isLessThan("CX-4001".length());
  }

  @Test
  void events_over_the_limit_are_counted_as_lost() {
    LabTrace trace = LabTrace.parse(recorded(2).trace().bytes());

    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.lost()).isEqualTo(3);
    assertThat(trace.isTruncated()).isTrue();
    assertThat(trace.text()).endsWith("3 events that are lost\n");
  }

  @Test
  void bytes_that_are_no_whole_trace_are_refused() {
    byte[] bytes = recorded(100).trace().bytes();
    byte[] unknownKind = bytes.clone();
    unknownKind[10] = 63;

    assertThatThrownBy(() -> LabTrace.parse(new byte[] {1, 2, 3}))
        .hasMessageContaining("no trace of the lab");
    assertThatThrownBy(() -> LabTrace.parse(unknownKind)).hasMessageContaining("unknown kind 63");
    assertThatThrownBy(() -> LabTrace.parse(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("after the last one");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> LabTrace.parse(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void the_codes_of_kinds_are_unique() {
    Set<Integer> codes = new HashSet<>();

    for (TraceKind kind : TraceKind.values()) {
      assertThat(codes.add(kind.code())).as("%s", kind).isTrue();
    }
  }
}
