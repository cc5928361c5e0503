package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every code has its heading in docs/errors.md, and every heading its code. */
class ErrorsDocTest {

  private static final Path ERRORS = Path.of("..", "docs", "errors.md");

  private static List<String> lines() throws IOException {
    return Files.readAllLines(ERRORS);
  }

  @Test
  void headings_and_codes_are_the_same_in_the_same_order() throws IOException {
    List<String> headings = lines().stream().filter(line -> line.startsWith("## CX-")).toList();

    assertThat(headings).containsExactlyElementsOf(
        Arrays.stream(ErrorCode.values()).map(code -> "## " + code.code() + " " + code.name()).toList());
  }

  @Test
  void every_code_can_be_linked_to() throws IOException {
    assertThat(lines()).containsAll(
        Arrays.stream(ErrorCode.values()).map(code -> "<a id=\"" + code.code().toLowerCase() + "\"></a>").toList());
  }

  @Test
  void every_code_has_an_example_and_says_what_to_do() throws IOException {
    String text = String.join("\n", lines());
    for (String section : text.substring(text.indexOf("## CX-")).split("\n(?=<a id=)")) {
      if (section.contains("## CX-")) {
        String code = section.substring(section.indexOf("CX-"), section.indexOf("CX-") + 7);
        assertThat(section).as(code).contains("```\n" + code + " ").contains("\nWhat to do: ");
      }
    }
  }
}
