package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/spec-map.md tells the truth: each rule has tests, and they exist. */
class SpecMapTest {

  private static final Path ROOT = root();
  private static final Pattern ROW = Pattern.compile("^\\| ([0-9.]+|[DTX][0-9]+) \\|(.*)\\|(.*)\\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern METHOD =
      Pattern.compile("@(?:Test|MethodSource\\([^)]*\\))\\s+(?:default )?void (\\w+)\\(");

  @Test
  void every_rule_has_tests_that_exist() throws IOException {
    Map<String, String> sources = testSources();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, List<String>> rule : rules().entrySet()) {
      if (rule.getValue().isEmpty()) {
        wrong.add(rule.getKey() + " has no test");
      }
      for (String test : rule.getValue()) {
        String type = test.substring(0, test.indexOf('.'));
        if (!methods(sources.getOrDefault(type, "")).contains(test.substring(type.length() + 1))) {
          wrong.add(rule.getKey() + " names " + test + ", which does not exist");
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void no_rule_stands_there_twice() throws IOException {
    List<String> names = rows().map(row -> row.group(1)).toList();

    assertThat(names).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }

  @Test
  void every_contract_is_named_somewhere() throws IOException {
    String map = Files.readString(ROOT.resolve("docs/spec-map.md"));
    List<String> contracts =
        testSources().keySet().stream()
            .filter(type -> type.endsWith("Contract"))
            .filter(type -> !List.of("ProgramContract", "InterpretationContract").contains(type))
            .filter(type -> !List.of("StrandContract", "RunContract").contains(type)) // below the rules
            .sorted()
            .toList();

    assertThat(contracts).isNotEmpty().allMatch(type -> map.contains("`" + type + "."));
  }

  private static Stream<Matcher> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/spec-map.md")).stream().map(ROW::matcher).filter(Matcher::matches);
  }

  private static Map<String, List<String>> rules() throws IOException {
    return rows().collect(Collectors.toMap(
        row -> row.group(1),
        row -> TEST.matcher(row.group(3)).results().map(test -> test.group(1) + "." + test.group(2)).toList()));
  }

  private static List<String> methods(String source) {
    return METHOD.matcher(source).results().map(method -> method.group(1)).toList();
  }

  /** The text of every test class and contract, by its simple name. */
  private static Map<String, String> testSources() throws IOException {
    Map<String, String> byName = new HashMap<>();
    try (Stream<Path> files = Files.find(ROOT, 20, (path, _) -> isTest(path))) {
      for (Path file : files.toList()) {
        byName.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return byName;
  }

  private static boolean isTest(Path path) {
    String text = path.toString();
    return (text.endsWith("Test.java") && text.contains("src/test/java"))
        || (text.endsWith("Contract.java") && text.contains("integration-tests/src/main/java"));
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
      if (at == null) {
        throw new AssertionError("no root of the project above " + Path.of("").toAbsolutePath());
      }
    }
    return at;
  }
}
