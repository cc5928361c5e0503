package dev.asupersync.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a careful reader of a dashboard would object to, and Grafana would not. Whether Grafana takes it is asked of
 * Grafana's own types, where {@code npm ci} has been said in {@code dashboards/grafana/check}.
 */
class DashboardLintTest {

  private static final Path HOME = Path.of("../dashboards/grafana");
  private static final String WHERE = "job=~\"$job\",instance=~\"$instance\"";
  private static final Pattern RANGE = Pattern.compile("\\[([^]]+)]");
  private static final Pattern COUNTED = Pattern.compile("(\\w+\\()?(asupersync_\\w+?_(?:total|count|sum|bucket))\\b");
  private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  private final List<String> objections = new ArrayList<>();

  static Stream<Path> boards() throws IOException {
    try (Stream<Path> all = Files.list(HOME)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  private void rule(boolean kept, String where, String rule) {
    if (!kept) {
      objections.add(where + ": " + rule);
    }
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("boards")
  void nobody_objects(Path file) throws IOException {
    lint(JsonMapper.builder().build().readTree(file.toFile()));

    assertThat(objections).isEmpty();
  }

  private void lint(JsonNode board) {
    String name = board.get("title").asText();
    rule(board.get("uid").asText().startsWith("asupersync-"), name, "the uid says whose it is and never changes");
    rule(!board.has("id") && !board.has("__inputs"), name, "an id and inputs belong to one Grafana");
    rule(board.get("schemaVersion").asInt() == 42, name, "is written for the schema that its types are checked with");
    rule(!board.get("editable").asBoolean(), name, "is changed here, not in a Grafana");
    rule(board.get("tags").toString().contains("\"asupersync\""), name, "the tag brings the dashboards together");
    lintVariables(board.get("templating").get("list"), name);
    Set<String> titles = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    boolean[][] taken = new boolean[1_000][24];
    for (JsonNode panel : board.get("panels")) {
      String title = panel.get("title").asText();
      rule(titles.add(panel.get("type").asText() + title) && !title.isBlank(), title, "has a title of its own");
      rule(ids.add(panel.get("id").asInt()), title, "has an id of its own");
      rule(place(panel.get("gridPos"), taken), title, "has a place of its own, within 24 columns");
      if (!panel.get("type").asText().equals("row")) {
        lintPanel(panel, title);
      }
    }
  }

  private void lintVariables(JsonNode variables, String name) {
    rule(variables.get(0).get("name").asText().equals("datasource"), name, "asks for the Prometheus first");
    for (int i = 1; i < variables.size(); i++) {
      JsonNode variable = variables.get(i);
      rule(variable.get("multi").asBoolean() && variable.get("includeAll").asBoolean(), name, "variables take several");
      rule(variable.get("datasource").get("uid").asText().equals("${datasource}"), name, "variables ask it, too");
    }
  }

  /** Whether it was free. */
  private static boolean place(JsonNode at, boolean[][] taken) {
    boolean free = at.get("x").asInt() + at.get("w").asInt() <= 24;
    for (int y = at.get("y").asInt(); free && y < at.get("y").asInt() + at.get("h").asInt(); y++) {
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        free &= !taken[y][x];
        taken[y][x] = true;
      }
    }
    return free;
  }

  private void lintPanel(JsonNode panel, String title) {
    String unit = panel.get("fieldConfig").get("defaults").get("unit").asText();
    rule(panel.get("description").asText().endsWith("."), title, "is described in a sentence");
    rule(List.of("short", "ops", "s", "percentunit").contains(unit), title, "has a unit");
    rule(panel.get("datasource").get("uid").asText().equals("${datasource}"), title, "asks the chosen Prometheus");
    Set<String> refs = new HashSet<>();
    for (JsonNode target : panel.get("targets")) {
      rule(refs.add(target.get("refId").asText()), title, "each query has a letter of its own");
      rule(target.get("datasource").get("uid").asText().equals("${datasource}"), title, "asks the chosen Prometheus");
      lintQuery(target.get("expr").asText(), title, unit);
      if (panel.get("type").asText().equals("timeseries")) {
        lintLegend(target, title);
      }
    }
  }

  private void lintQuery(String expr, String title, String unit) {
    rule(expr.contains(WHERE), title, "asks for the chosen jobs and instances");
    rule(matches(RANGE, expr).stream().allMatch(range -> range.equals("$__rate_interval") || range.equals("$__range")),
        title, "looks back as far as Grafana says");
    List<MatchResult> counted = COUNTED.matcher(expr).results().toList();
    rule(counted.stream().allMatch(match -> "rate(".equals(match.group(1)) || "increase(".equals(match.group(1))),
        title, "a counter is asked how it rises");
    rule(!expr.contains("histogram_quantile") || expr.contains("by (le"), title, "a quantile is over buckets");
    rule(!expr.startsWith("histogram_quantile") || unit.equals("s"), title, "a quantile of a duration is in seconds");
    rule(!unit.equals("ops") || expr.contains("rate("), title, "what is counted in a second is a rate");
  }

  private void lintLegend(JsonNode target, String title) {
    String legend = target.get("legendFormat").asText();
    rule(!legend.isBlank(), title, "each line has a name");
    List<String> grouped = matches(GROUPED, target.get("expr").asText()).stream()
        .flatMap(labels -> Stream.of(labels.split(", *", -1))).filter(label -> !label.equals("le")).toList();
    rule(Set.copyOf(matches(IN_LEGEND, legend)).equals(Set.copyOf(grouped)), title, "a line is named by its labels");
  }

  /** {@code dashboards/grafana/check}, which needs node and what it has installed. */
  @Test
  void grafanas_types_take_every_dashboard() throws Exception {
    Path check = HOME.resolve("check");
    assumeTrue(Files.exists(check.resolve("node_modules/typescript")), "npm ci was not said in " + check);

    Process node = new ProcessBuilder("node", "check.js").directory(check.toFile()).redirectErrorStream(true).start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(node.waitFor()).as(said).isZero();
  }
}
