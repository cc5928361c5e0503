package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/telemetry.md are what the code says. */
class TelemetryDocTest {

  private static String doc() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("docs")) ? here : here.getParent();
    return Files.readString(root.resolve("docs/telemetry.md"));
  }

  @Test
  void every_metric_stands_in_the_table_as_it_is() throws IOException {
    String table =
        "| metric | type | unit | attributes | group | what it says |\n|---|---|---|---|---|---|\n"
            + Arrays.stream(Metric.values()).map(TelemetryDocTest::row).collect(Collectors.joining());

    assertThat(doc()).contains(table);
  }

  @Test
  void every_log_event_stands_in_the_table_as_it_is() throws IOException {
    String table =
        "| event | severity | when |\n|---|---|---|\n"
            + Arrays.stream(LogEvent.values())
                .map(event -> "| `" + event.key + "` | " + event.severity + " | " + event.description + " |\n")
                .collect(Collectors.joining());

    assertThat(doc()).contains(table);
  }

  /** Each name that is set on a span, added as an event or used as the kind of a link. */
  @Test
  void every_name_of_a_span_is_mentioned() throws Exception {
    String doc = doc();
    for (Field field : SpanNames.class.getDeclaredFields()) {
      Object value = field.get(null);
      String name =
          switch (value) {
            case AttributeKey<?> key -> key.getKey();
            case String text -> text;
            case Attributes attributes -> attributes.asMap().values().iterator().next().toString();
            default -> throw new AssertionError(field.toString());
          };
      if (!BESIDES.contains(name)) {
        String last = name.substring(Math.max(0, name.lastIndexOf('.')));
        assertThat(doc).as(name).containsAnyOf("`" + name + "`", "`" + last + "`");
      }
    }
  }

  /** What stands on events and waits, beside what the text is about. */
  private static final Set<String> BESIDES =
      Set.of(
          "asupersync.cancel.message", "asupersync.trace.message", "asupersync.channel.name",
          "asupersync.channel.id");

  private static String row(Metric metric) {
    String attributes =
        metric.attributes.stream().map(AttributeKey::getKey).map(key -> "`" + key + "`")
            .collect(Collectors.joining(", "));
    return "| `" + metric.key + "` | " + metric.kind.word + " | `" + metric.unit + "` | " + attributes + " | "
        + metric.group.word() + " | " + metric.description + " |\n";
  }
}
