package dev.asupersync.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documents show compiles, and the README shows the program that runs. The guide for writers of
 * interpretations is held to its sources where those are, in integration-tests.
 */
class DocSnippetsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```java\\n(.*?)^ *```");
  private static final String IMPORTS =
      """
      import com.typesafe.config.ConfigFactory;
      import dev.asupersync.*;
      import dev.asupersync.channel.*;
      import dev.asupersync.combine.*;
      import dev.asupersync.combine.plan.*;
      import dev.asupersync.config.*;
      import dev.asupersync.error.*;
      import dev.asupersync.lab.*;
      import dev.asupersync.lab.junit.*;
      import dev.asupersync.obligation.*;
      import dev.asupersync.otel.*;
      import dev.asupersync.session.*;
      import dev.asupersync.spi.*;
      import dev.asupersync.spi.observe.*;
      import dev.asupersync.sync.*;
      import dev.asupersync.sync.Semaphore;
      import io.opentelemetry.api.OpenTelemetry;
      import java.io.IOException;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import org.junit.jupiter.api.Test;
      import static org.assertj.core.api.Assertions.*;
      import static org.mockito.Mockito.*;
      """;

  @TempDir Path classes;

  @TestFactory
  Stream<DynamicTest> every_block_compiles() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      Matcher block = BLOCK.matcher(Files.readString(document));
      while (block.find()) {
        String code = block.group(2);
        int line = 1 + (int) Files.readString(document).substring(0, block.start()).lines().count();
        tests.add(DynamicTest.dynamicTest(ROOT.relativize(document) + ":" + line, () -> compile(code)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream();
  }

  private static List<Path> documents() throws Exception {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(document -> document.toString().endsWith(".md") && !document.endsWith("spi-guide.md"))
          .sorted()
          .toList();
    }
  }

  /** As a class, as members of one, or as statements: whichever it is. */
  private void compile(String code) {
    String whole = withImports(code);
    String members = IMPORTS + "class Snippet {\n" + code + "\n}\n";
    String statements =
        IMPORTS + "class Snippet {\nvoid run(Path path, RuntimeObserver observer) throws Exception {\n"
            + code + "\n}\n}\n";
    StringWriter problems = new StringWriter();

    boolean compiles = Stream.of(whole, members, statements).anyMatch(source -> compiles(source, problems));

    assertThat(compiles).as(problems + code).isTrue();
  }

  private boolean compiles(String source, StringWriter problems) {
    return ToolProvider.getSystemJavaCompiler()
        .getTask(
            problems, null, null,
            List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none"),
            null, List.of(new Source(source)))
        .call();
  }

  /** Behind its package line, if it has one. */
  private static String withImports(String code) {
    Matcher line = Pattern.compile("(?m)^package [^;]+;\\n").matcher(code);
    return line.find() ? line.group() + IMPORTS + code.substring(line.end()) : IMPORTS + code;
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String code) {
      super(URI.create("string:///" + name(code) + ".java"), JavaFileObject.Kind.SOURCE);
      this.code = code;
    }

    private static String name(String code) {
      Matcher type =
          Pattern.compile("(?m)^public (?:final |abstract )*(?:class|interface|record|enum) (\\w+)").matcher(code);
      return type.find() ? type.group(1) : "Snippet";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  @Test
  void the_readme_shows_the_program_that_runs() throws Exception {
    String source =
        Files.readString(ROOT.resolve("examples/src/main/java/dev/asupersync/examples/hello/Hello.java"));
    String shown =
        source.substring(source.indexOf("// README: begin\n") + 17, source.indexOf("  // README: end"))
            .stripTrailing()
            .stripIndent();

    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(shown.strip());
  }
}
