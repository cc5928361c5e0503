package dev.asupersync.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide shows what the stranger's interpretation really says, so that what it shows passes the contract. */
class SpiGuideTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void every_line_that_the_guide_shows_stands_in_the_strangers_sources() throws IOException {
    String sources = sources();
    String guide = Files.readString(ROOT.resolve("docs/spi-guide.md"));
    Matcher block = Pattern.compile("(?ms)^```java\\n(.*?)^```").matcher(guide);
    int lines = 0;
    while (block.find()) {
      List<String> shown = block.group(1).lines().map(String::strip).filter(line -> line.length() > 1).toList();
      lines += shown.size();
      assertThat(shown).allSatisfy(line -> assertThat(sources).contains(line));
    }
    assertThat(lines).isGreaterThan(20);
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(ROOT.resolve("integration-tests/src/test/java/com/acme/turbo"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
