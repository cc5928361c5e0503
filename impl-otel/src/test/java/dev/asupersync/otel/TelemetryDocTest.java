package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  private static String row(Metric metric) {
    String attributes =
        metric.attributes.stream().map(AttributeKey::getKey).map(key -> "`" + key + "`")
            .collect(Collectors.joining(", "));
    return "| `" + metric.key + "` | " + metric.kind.word + " | `" + metric.unit + "` | " + attributes + " | "
        + metric.group.word() + " | " + metric.description + " |\n";
  }
}
