package dev.asupersync.examples.birdstrikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asupersync.CancelKind;
import dev.asupersync.Outcome.Cancelled;
import dev.asupersync.Outcome.Err;
import dev.asupersync.Outcome.Ok;
import dev.asupersync.Outcome.Panicked;
import dev.asupersync.error.CancelledError;
import dev.asupersync.examples.ProgramRun;
import dev.asupersync.program.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BirdstrikesTest {

  private static final Pattern BOOKS = Pattern.compile(
      "(\\d+) records read = (\\d+) aggregated \\+ (\\d+) handed back unprocessed");
  private static final int RECORDS = 400;

  @TempDir Path dir;

  /** The first records of the real file: more than the channels hold, and few enough for many runs. */
  private Path some;

  @BeforeEach
  void take_some_records() throws IOException {
    try (InputStream real = Birdstrikes.class.getResourceAsStream("birdstrikes.csv")) {
      some = dir.resolve("some.csv");
      String text = new String(real.readAllBytes(), StandardCharsets.UTF_8);
      Files.write(some, text.lines().limit(1 + RECORDS).toList());
    }
  }

  /** The three numbers, after the equation between them was checked. */
  private record Books(long read, long aggregated, long handedBack) {

    static Books of(ProgramRun run, String what) {
      Matcher line = BOOKS.matcher(run.printed());
      if (!line.find()) {
        return fail(what + " printed no numbers: " + run);
      }
      Books books = new Books(number(line, 1), number(line, 2), number(line, 3));
      if (books.read != books.aggregated + books.handedBack) {
        fail(what + " lost or doubled records: " + books + ", " + run.outcome());
      }
      return books;
    }

    private static long number(Matcher line, int group) {
      return Long.parseLong(line.group(group));
    }
  }

  private static void assertTotals(ProgramRun run) {
    assertThat(run.outcome()).isInstanceOf(Ok.class);
    assertThat(String.valueOf(run.outcome().orElse(""))).startsWith("""
        10,000 records, 40,545,276 dollars in all
            15,389,869  Canada goose
        """.replace("\n", System.lineSeparator()));
    assertThat(Books.of(run, "the whole file")).isEqualTo(new Books(10_000, 10_000, 0));
  }

  @Test
  void prod_reads_the_whole_file_and_finds_what_is_in_it() {
    ProgramRun run = ProgramRun.prod(new Birdstrikes());

    assertTotals(run);
    assertThat(run.progress()).contains("100 records", "10000 records");
  }

  @Test
  void the_lab_finds_the_same() {
    assertTotals(ProgramRun.lab(7, new Birdstrikes(), "--parsers", "5"));
  }

  @Test
  void every_cancellation_by_itself_accounts_for_every_record_in_the_lab() {
    for (int after = 1; after <= RECORDS; after++) {
      ProgramRun run = ProgramRun.lab(after, new Birdstrikes(),
          "--file", some.toString(), "--cancel-after", String.valueOf(after));

      Books books = Books.of(run, "--cancel-after " + after);
      assertThat(books.aggregated()).isEqualTo(after);
      if (!(run.outcome() instanceof Cancelled(var reason)) || reason.kind() != CancelKind.USER) {
        fail("--cancel-after " + after + " ended " + run.outcome());
      }
    }
  }

  @Test
  void every_cancellation_from_outside_accounts_for_every_record_in_the_lab() {
    int partly = 0;
    for (int turns = 0; turns < 600; turns++) {
      ProgramRun run =
          ProgramRun.cancelledInLab(turns, turns, new Birdstrikes(), "--file", some.toString());

      if (!run.thrown().map(CancelledError.class::isInstance).orElse(true)) {
        fail("cancelled after " + turns + " turns it threw " + run.thrown());
      }
      if (!run.printed().isEmpty()) {
        Books books = Books.of(run, "cancelled after " + turns + " turns it");
        partly += books.read() > 0 && books.aggregated() < books.read() ? 1 : 0;
      }
    }
    assertThat(partly).as("runs that were stopped in mid-flight").isGreaterThan(100);
  }

  @Test
  void one_seed_gives_one_run() {
    String[] arguments = {"--file", some.toString(), "--cancel-after", "50"};

    ProgramRun one = ProgramRun.lab(3, new Birdstrikes(), arguments);
    ProgramRun two = ProgramRun.lab(3, new Birdstrikes(), arguments);

    assertThat(two.outcome()).isEqualTo(one.outcome());
    assertThat(two.printed()).isEqualTo(one.printed()).isNotEmpty();
    assertThat(two.progress()).isEqualTo(one.progress());
  }

  @Test
  void every_cancellation_accounts_for_every_record_in_prod() {
    for (int after = 1; after <= 200; after++) {
      ProgramRun run = ProgramRun.prod(new Birdstrikes(),
          "--file", some.toString(), "--cancel-after", String.valueOf(after), "--parsers", "8");

      assertThat(run.outcome()).isInstanceOf(Cancelled.class);
      assertThat(Books.of(run, "--cancel-after " + after).aggregated()).isEqualTo(after);
    }
  }

  @Test
  void a_deadline_cancels_and_accounts_for_every_record() {
    ProgramRun run = ProgramRun.prod(new Birdstrikes(), "--deadline", "1ms");

    Books books = Books.of(run, "--deadline 1ms");
    assertThat(books.aggregated()).isLessThan(10_000);
    assertThat(run.outcome().cancelReason().orElseThrow().kind()).isEqualTo(CancelKind.TIMEOUT);
  }

  @Test
  void it_goes_over_the_file_again_and_again_until_it_is_stopped() {
    ProgramRun run =
        ProgramRun.cancelledInLab(1, 20_000, new Birdstrikes(), "--file", some.toString(), "--every", "10s");

    assertThat(run.thrown()).get().isInstanceOf(CancelledError.class);
    assertThat(run.printed().lines().filter(line -> line.contains("dollars in all"))).hasSizeGreaterThan(2);
  }

  @Test
  void a_file_without_records_gives_zero() throws IOException {
    Path none = Files.writeString(dir.resolve("none.csv"), "Wildlife Species,Cost Total $\n");
    for (int i = 0; i < 300; i++) {
      assertThat(ProgramRun.prod(new Birdstrikes(), "--file", none.toString(), "--parsers", "8").outcome())
          .isEqualTo(new Ok<>("0 records, 0 dollars in all"));
    }
  }

  @Test
  void a_record_that_makes_no_sense_ends_it_with_file_and_line() throws IOException {
    Path bad = dir.resolve("bad.csv");
    Files.writeString(bad, "Wildlife Species,Cost Total $\nGull,10\nGoose,many\nGull,5\n");
    for (long seed = 1; seed <= 100; seed++) {
      ProgramRun run = ProgramRun.lab(seed, new Birdstrikes(), "--file", bad.toString());

      Books.of(run, "seed " + seed);
      assertThat(error(run)).contains("bad.csv: 3: ").contains("\"many\"");
    }
  }

  @Test
  void the_last_line_is_named_rightly_without_a_newline_at_its_end() throws IOException {
    Path bad = dir.resolve("bad.csv");
    Files.writeString(bad, "Wildlife Species,Cost Total $\nGull,10\nGoose,-1");

    assertThat(error(ProgramRun.prod(new Birdstrikes(), "--file", bad.toString())))
        .contains("bad.csv: 3: ").contains("below 0");
  }

  @Test
  void a_row_that_is_too_short_ends_it_with_file_and_line() throws IOException {
    Path bad = dir.resolve("bad.csv");
    Files.writeString(bad, "Wildlife Species,Cost Total $\nGull,10\nGoose\n");

    // Often, because a parser may fail before the others have even started.
    for (int i = 0; i < 300; i++) {
      assertThat(error(ProgramRun.prod(new Birdstrikes(), "--file", bad.toString()))).contains("bad.csv: 3: ");
    }
  }

  @Test
  void a_missing_column_a_missing_file_and_an_empty_file_say_so() throws IOException {
    Path other = Files.writeString(dir.resolve("other.csv"), "a,b\n1,2\n");
    Path empty = Files.createFile(dir.resolve("empty.csv"));
    Path none = dir.resolve("none.csv");

    assertThat(error(ProgramRun.prod(new Birdstrikes(), "--file", other.toString())))
        .contains("other.csv: 1: ").contains("\"Wildlife Species\"").contains("[a, b]");
    assertThat(error(ProgramRun.prod(new Birdstrikes(), "--file", empty.toString())))
        .contains("empty.csv: 1: ");
    assertThat(error(ProgramRun.prod(new Birdstrikes(), "--file", none.toString())))
        .contains("none.csv cannot be read").contains("NoSuchFile");
  }

  private static String error(ProgramRun run) {
    assertThat(run.outcome()).isInstanceOf(Err.class);
    assertThat(run.outcome().declaredError().orElseThrow()).isInstanceOf(BadFileException.class);
    return run.outcome().declaredError().orElseThrow().getMessage();
  }

  @Test
  void bad_options_are_refused_with_what_would_be_right() {
    assertThat(usage("--parsers", "0")).contains("--parsers 0").contains("1 to 64");
    assertThat(usage("--parsers", "x")).contains("--parsers").contains("'x' is not an int");
    assertThat(usage("--top", "-1")).contains("--top -1");
    assertThat(usage("--cancel-after", "0")).contains("--cancel-after 0").contains("from 1 on");
    assertThat(usage("--deadline", "soon")).contains("--deadline").contains("50ms");
    assertThat(usage("--deadline", "0ms")).contains("--deadline").contains("above 0");
    assertThat(usage("--colour")).contains("--colour");
  }

  private static String usage(String... arguments) {
    ProgramRun run = ProgramRun.prod(new Birdstrikes(), arguments);
    return switch (run.outcome()) {
      case Err(UsageException e) -> e.getMessage();
      case Panicked(UsageException e) -> e.getMessage();
      default -> fail("ended " + run.outcome());
    };
  }
}
