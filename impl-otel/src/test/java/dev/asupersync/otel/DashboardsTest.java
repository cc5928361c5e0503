package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RuntimeObserver;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and alerts ask for what runtimes tell, by the names under which Prometheus has it. */
class DashboardsTest {

  private static final Path HOME = Path.of("../dashboards");
  private static final Pattern NAME = Pattern.compile("\\b(asupersync_[a-z_]+)\\b");
  private static final Pattern TOLD = Pattern.compile("^(asupersync_[a-z_]+?)(?:\\{(.*)})? ", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern MATCHER = Pattern.compile("(asupersync_\\w+|error_type)(?:=|!=|=~)\"([^\"$]*)\"");

  private static final Set<String> SERIES = new TreeSet<>();
  private static final Set<String> LABELS = new TreeSet<>();

  /** Each label with each of its values, as in {@code asupersync_outcome="ok"}. */
  private static final Set<String> VALUES = new HashSet<>();

  @BeforeAll
  static void a_program_is_watched_and_scraped() {
    scrape(Wiring.of(ProdInterpretation.open()), DashboardsTest::shop);
    scrape(LabInterpretation.of(LabConfig.defaults()).wiring(), DashboardsTest::wait_for_ever);
  }

  /** Something of everything that is told. */
  private static void shop(Cx cx) {
    cx.region(IOException.class, RegionOptions.named("shop").withTimeout(Duration.ofMinutes(1)), scope -> {
      Channel<Integer> orders = scope.open(Channel.<Integer>bounded(1).named("orders"));
      var in = orders.receiver();
      try (var out = orders.sender()) {
        scope.launch(TaskOptions.named("clerk"), c -> in.forEach(c, _ -> c.checkpoint()));
        for (int i = 0; i < 200; i++) {
          scope.launch(TaskOptions.named("customer"), c -> {
            c.checkpoint();
            c.checkpoint();
          });
          out.send(scope.cx(), i);
        }
      }
      scope.launch(TaskOptions.named("waiter"), c -> c.sleep(Duration.ofDays(1)));
      scope.cancel(CancelReason.user("closing time"));
      throw new IOException("sold out");
    });
    cx.region(RegionOptions.named("kitchen"), scope -> {
      scope.launch(TaskOptions.named("cook"), _ -> {
        throw new IllegalStateException("burnt");
      });
      return null;
    });
  }

  private static void wait_for_ever(Cx cx) {
    cx.region(scope -> scope.open(Channel.<Integer>bounded(1)).receiver().recv(scope.cx())).orThrow();
  }

  private interface Program {
    void run(Cx cx);
  }

  private static void scrape(Wiring over, Program program) {
    PrometheusMetricReader reader = PrometheusMetricReader.create();
    OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build()).build();
    Wiring wiring = over;
    MetricOptions everything =
        new MetricOptions(EnumSet.allOf(MetricGroup.class), List.of("shop"), CancelledAsError.NONE);
    for (RuntimeObserver observer : Otel.observers(
        Telemetry.of(sdk), new Watched(), SpanOptions.of(SpanLevel.OFF), everything, true, false)) {
      wiring = wiring.observedBy(observer);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (Kernel kernel = Kernel.open("shop", wiring, KernelSettings.DEFAULT)) {
      try {
        kernel.run(cx -> cx.region(scope -> {
          scope.open(Channel.<Integer>bounded(1).named("orders"));
          program.run(cx);
          write(reader, text);
          return null;
        }));
      } catch (RuntimeException broken) {
        write(reader, text);
      }
    }
    TOLD.matcher(text.toString(StandardCharsets.UTF_8)).results().forEach(DashboardsTest::note);
  }

  private static void write(PrometheusMetricReader reader, ByteArrayOutputStream text) {
    try {
      PrometheusTextFormatWriter.create().write(text, reader.collect());
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private static void note(MatchResult series) {
    SERIES.add(series.group(1));
    if (series.group(2) != null) {
      LABEL.matcher(series.group(2)).results().forEach(label -> LABELS.add(label.group(1)));
      VALUES.addAll(List.of(series.group(2).split(",(?=\\w+=)", -1)));
    }
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(HOME)) {
      return all.filter(file -> file.toString().matches(".*\\.(json|yml|html)"))
          .filter(file -> !file.startsWith(HOME.resolve("grafana/check"))).sorted().toList().stream();
    }
  }

  static Stream<Path> boards() throws IOException {
    return files().filter(file -> file.toString().endsWith(".json"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void what_is_asked_for_is_told(Path file) throws IOException {
    String text = Files.readString(file).replace("\\\"", "\"");

    Set<String> asked = NAME.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());

    assertThat(asked).isNotEmpty().allMatch(name -> SERIES.contains(name) || LABELS.contains(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_value_that_is_asked_for_is_one_that_is_told(Path file) throws IOException {
    String text = Files.readString(file).replace("\\\"", "\"");

    List<String> asked = MATCHER.matcher(text).results()
        .filter(match -> !match.group(2).isEmpty())
        .map(match -> match.group(1) + "=\"" + match.group(2) + "\"").toList();

    assertThat(asked).allMatch(value -> VALUES.contains(value) || value.startsWith("asupersync_oracle_name")
        || file.toString().endsWith("test.yml"));
  }

  @Test
  void promtool_takes_every_expression(@TempDir Path temp) throws Exception {
    List<String> rules = new ArrayList<>(List.of("groups:", "  - name: panels", "    rules:"));
    for (Path file : boards().toList()) {
      for (JsonNode expr : JsonMapper.builder().build().readTree(file.toFile()).findValues("expr")) {
        String query = expr.asText().replaceAll("\\$__(rate_interval|range)", "5m").replaceAll("\\$\\w+", "x");
        rules.add("      - record: panel_" + rules.size());
        rules.add("        expr: '" + query + "'");
      }
    }
    Path written = Files.write(temp.resolve("panels.yml"), rules);

    assertThat(promtool("check", "rules", written.toString())).contains("SUCCESS");
    assertThat(promtool("check", "rules", HOME.resolve("alerts/asupersync.rules.yml").toString())).contains("SUCCESS");
    assertThat(promtool("test", "rules", HOME.resolve("alerts/asupersync.test.yml").toString())).contains("SUCCESS");
  }

  /** What Prometheus' own tool says; a machine without it skips the test. */
  private static String promtool(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(words));
    Process tool;
    try {
      tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException none) {
      assumeTrue(false, "promtool is not installed");
      throw none;
    }
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    return said;
  }
}
