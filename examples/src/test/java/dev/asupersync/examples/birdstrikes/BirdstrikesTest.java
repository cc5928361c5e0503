package dev.asupersync.examples.birdstrikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.examples.Invocations;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.program.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BirdstrikesTest {

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d+) records read = (\\d+) aggregated \\+ (\\d+) handed back unprocessed");

  @TempDir Path folder;

  private static Outcome<Object, BadFileException> inProduction(Invocations start) {
    try (var runtime = Runtimes.open(ConfigSource.text("asupersync.runtime = prod"))) {
      return runtime.run(BadFileException.class, cx -> new Birdstrikes().run(cx, start.invocation()));
    }
  }

  /** A file of so many records, and one that makes no sense at {@code bad}. */
  private Path file(int records, int bad) throws Exception {
    StringBuilder text = new StringBuilder("Wildlife Species,Cost Total $\n");
    for (int i = 1; i <= records; i++) {
      text.append("species ").append(i % 7).append(',').append(i == bad ? "much" : i).append('\n');
    }
    return Files.writeString(folder.resolve("strikes-" + records + "-" + bad + ".csv"), text);
  }

  @Test
  void the_whole_file_gives_the_known_totals() {
    Invocations start = Invocations.with();

    Object table = inProduction(start).orElse("");

    assertThat(table.toString()).contains("10,000 records, 40,545,276 dollars");
    assertThat(table.toString().lines().skip(1).findFirst().orElse("")).contains("15,389,869  Canada goose");
    assertThat(start.printed().toString()).contains("10000 records read = 10000 aggregated + 0 handed back");
  }

  @Test
  void whenever_it_cancels_itself_every_record_is_accounted_for() {
    for (int after : new int[] {1, 2, 63, 64, 65, 1_000, 9_999}) {
      Invocations start = Invocations.with("--cancel-after", "" + after);

      Outcome<Object, BadFileException> outcome = inProduction(start);

      assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
      assertAccountedFor(start.printed().toString());
    }
  }

  private static void assertAccountedFor(String printed) {
    Matcher numbers = NUMBERS.matcher(printed);
    assertThat(numbers.find()).as(printed).isTrue();
    assertThat(Long.parseLong(numbers.group(1)))
        .as(printed)
        .isEqualTo(Long.parseLong(numbers.group(2)) + Long.parseLong(numbers.group(3)));
  }

  @Test
  void under_every_schedule_and_cancellation_every_record_is_accounted_for() throws Exception {
    Path file = file(70, 0);
    for (long seed = 0; seed < 300; seed++) {
      long after = 1 + seed % 70;
      LabRuntime lab = LabRuntime.create(LabConfig.defaults().seed(seed));

      LabReport<Pipeline, BadFileException> report =
          lab.run(BadFileException.class, cx -> {
            StrikeFile opened = StrikeFile.open(Optional.of(file));
            Pipeline pipeline = new Pipeline(opened, 3, OptionalLong.of(after), progress -> {});
            assertThat(pipeline.run(cx, RegionOptions.DEFAULT)).isInstanceOf(Outcome.Cancelled.class);
            return pipeline;
          });

      Pipeline pipeline = report.orThrow().orThrow();
      assertThat(pipeline.read()).isEqualTo(pipeline.totals().records() + pipeline.handedBack());
      assertThat(pipeline.totals().records()).isGreaterThanOrEqualTo(after);
    }
  }

  @Test
  void a_record_that_makes_no_sense_is_named_and_accounted_for() throws Exception {
    Invocations start = Invocations.with("--file", file(100, 50).toString());

    Outcome<Object, BadFileException> outcome = inProduction(start);

    assertThat(outcome.declaredError()).get().extracting(Throwable::getMessage).asString()
        .contains("strikes-100-50.csv: record 50 makes no sense").contains("much");
    assertAccountedFor(start.printed().toString());
  }

  @Test
  void a_deadline_that_has_passed_cancels_with_a_timeout() throws Exception {
    LabRuntime lab = LabRuntime.create(LabConfig.defaults());
    Path file = file(10, 0);

    LabReport<Outcome<Totals, BadFileException>, BadFileException> report =
        lab.run(BadFileException.class, cx -> {
          Pipeline pipeline =
              new Pipeline(StrikeFile.open(Optional.of(file)), 1, OptionalLong.empty(), progress -> {});
          return pipeline.run(cx, RegionOptions.DEFAULT.withTimeout(Duration.ZERO));
        });

    assertThat(report.orThrow().orThrow().cancelReason()).get().hasToString("timeout");
  }

  @Test
  void a_missing_file_a_missing_column_and_an_empty_file_are_told_apart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

    assertThat(errorOf(folder.resolve("gone.csv"))).contains("gone.csv cannot be read");
    assertThat(errorOf(other)).contains("other.csv: 1: there is no column \"Wildlife Species\"").contains("[a, b]");
    assertThat(errorOf(empty)).contains("empty.csv");
  }

  private static String errorOf(Path file) {
    return inProduction(Invocations.with("--file", file.toString())).declaredError()
        .map(Throwable::getMessage).orElse("no error");
  }

  @Test
  void a_wrong_option_says_what_there_is() {
    assertThatThrownBy(() -> inProduction(Invocations.with("--parsers", "0")).orThrow())
        .cause().isInstanceOf(UsageException.class).hasMessageContaining("1 to 64");
    assertThatThrownBy(() -> inProduction(Invocations.with("--deadline", "soon")).orThrow())
        .cause().isInstanceOf(UsageException.class).hasMessageContaining("50ms, 2s, 1m");
  }
}
