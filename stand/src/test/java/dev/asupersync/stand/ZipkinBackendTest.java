package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CxRuntime;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.stand.otlp.OtlpReceiver;
import dev.asupersync.stand.otlp.ZipkinForward;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs export by OTLP arrives whole in a real Zipkin, by way of a receiver that refuses at first. */
@Tag("backends")
class ZipkinBackendTest {

  @TempDir
  static Path work;

  private static Backends backends;
  private static Zipkin zipkin;

  @BeforeAll
  static void zipkin_is_up() throws Exception {
    backends = new Backends();
    zipkin = backends.zipkin(work);
  }

  @AfterAll
  static void it_goes_down() {
    backends.close();
  }

  @ParameterizedTest
  @CsvSource({"hello,''", "birdstrikes,''", "transfers,''", "orderdesk,--orders 60"})
  void every_tree_arrives_whole_and_each_span_lies_within_its_parent(String name, String arguments) throws Exception {
    Program program = ServiceLoader.load(Program.class).stream().map(ServiceLoader.Provider::get)
        .filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    try (ZipkinForward forward = new ZipkinForward(Ports.uri(zipkin.port(), ""))) {
      Kept kept = new Kept(forward);
      try (OtlpReceiver receiver = OtlpReceiver.open(0, kept)) {
        receiver.refuse(1, 503);
        try (Exporting exporting = Exporting.to(receiver.endpoint()); CxRuntime runtime = exporting.runtime()) {
          runtime.run(Exception.class, cx -> program.run(
              cx, new Invocation(words, new PrintWriter(Writer.nullWriter()), _ -> {}))).orThrow();
        }
        assertThat(receiver.refused()).isEqualTo(1);
      }

      Map<String, Set<String>> exported = kept.traces();
      assertThat(exported).hasSize(1);
      String id = exported.keySet().iterator().next();
      backends.await(cx -> zipkin.trace(cx, id).spans().size() >= exported.get(id).size());
      ZipkinTrace trace = backends.ask(cx -> zipkin.trace(cx, id));
      assertThat(trace.spans()).extracting(ZipkinTrace.Span::id)
          .containsExactlyInAnyOrderElementsOf(exported.get(id));
      assertThat(trace.isWhole()).isTrue();
      assertThat(trace.misfits()).isEmpty();
      assertThat(trace.spans()).allSatisfy(span -> {
        assertThat(span.service()).isEqualTo("test");
        assertThat(span.tags()).containsKey("asupersync.outcome");
      });
    }
  }
}
