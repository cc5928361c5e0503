package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZipkinTraceTest {

  private static final String ROOT = span("1", "", "region order", 100, 50);

  private static String span(String id, String parent, String name, long start, long duration) {
    return "{'traceId':'7','id':'%s',%s'name':'%s','timestamp':%d,'duration':%d}"
        .formatted(id, parent.isEmpty() ? "" : "'parentId':'" + parent + "',", name, start, duration);
  }

  private static ZipkinTrace trace(String... spans) throws Exception {
    String json = ("[" + String.join(",", spans) + "]").replace('\'', '"');
    return ZipkinTrace.of(JsonMapper.builder().build().readTree(json));
  }

  @Test
  void a_trace_with_one_root_and_all_parents_is_whole() throws Exception {
    assertThat(trace(ROOT, span("2", "1", "task fetch", 110, 10), span("3", "2", "task", 110, 10)).isWhole()).isTrue();
  }

  @Test
  void a_parent_that_is_missing_a_second_root_and_a_span_that_came_twice_make_it_less() throws Exception {
    assertThat(trace(ROOT, span("3", "2", "task", 110, 10)).isWhole()).isFalse();
    assertThat(trace(ROOT, span("2", "", "region other", 110, 10)).isWhole()).isFalse();
    assertThat(trace(ROOT, span("2", "1", "task", 110, 10), span("2", "1", "task", 110, 10)).isWhole()).isFalse();
  }

  @Test
  void what_is_not_within_its_parent_is_told() throws Exception {
    assertThat(trace(ROOT, span("2", "1", "task fetch", 110, 41)).misfits()).isEqualTo(
        List.of("task fetch (110 to 151) is not within region order (100 to 150) in trace 7"));
    assertThat(trace(ROOT, span("2", "1", "task fetch", 99, 10)).misfits()).hasSize(1);
    assertThat(trace(ROOT, span("2", "1", "task fetch", 100, 50)).misfits()).isEmpty();
  }

  @Test
  void what_took_no_time_at_the_very_end_fits() throws Exception {
    assertThat(trace(ROOT, span("2", "1", "task receipt", 150, 1)).misfits()).isEmpty();
    assertThat(trace(ROOT, span("2", "1", "task receipt", 151, 1)).misfits()).hasSize(1);
  }
}
