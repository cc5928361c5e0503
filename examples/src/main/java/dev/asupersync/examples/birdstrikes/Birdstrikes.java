package dev.asupersync.examples.birdstrikes;

import dev.asupersync.Cx;
import dev.asupersync.Outcome;
import dev.asupersync.RegionOptions;
import dev.asupersync.examples.Options;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import dev.asupersync.program.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What bird strikes cost, species by species, out of a real file. */
public final class Birdstrikes implements Program {

  @Command(name = "birdstrikes --")
  static final class Settings {
    @Option(names = "--file", description = "The CSV file; without it, the one that comes with the program.")
    @Nullable Path file;

    @Option(names = "--parsers", description = "How many tasks parse, 1 to 64.", defaultValue = "3")
    int parsers;

    @Option(names = "--top", description = "How many species are shown.", defaultValue = "5")
    int top;

    @Option(names = "--cancel-after", description = "Cancel itself after so many records.")
    @Nullable Long cancelAfter;

    @Option(names = "--deadline", description = "Cancel itself after so long: 50ms, 2s.")
    @Nullable Duration deadline;

    @Option(names = "--every", description = "Go over the file again after so long, until it is stopped: 10s.")
    @Nullable Duration every;
  }

  /** For {@code ServiceLoader}. */
  public Birdstrikes() {}

  @Override
  public String name() {
    return "birdstrikes";
  }

  @Override
  public String summary() {
    return "What bird strikes cost: a pipeline over 10,000 real records.";
  }

  @Override
  public String run(Cx cx, Invocation invocation) throws BadFileException {
    Settings settings = Options.parse(new Settings(), invocation.arguments());
    check(settings);
    Duration every = settings.every;
    String table = once(cx, invocation, settings);
    while (every != null) {
      invocation.out().println(table);
      cx.sleep(every);
      table = once(cx, invocation, settings);
    }
    return table;
  }

  private static String once(Cx cx, Invocation invocation, Settings settings) throws BadFileException {
    try (StrikeFile file = cx.blocking(() -> StrikeFile.open(Optional.ofNullable(settings.file)))) {
      Long cancelAfter = settings.cancelAfter;
      Pipeline pipeline =
          new Pipeline(
              file,
              settings.parsers,
              cancelAfter == null ? OptionalLong.empty() : OptionalLong.of(cancelAfter),
              records -> report(invocation, records));
      Outcome<Totals, BadFileException> outcome = pipeline.run(cx, options(settings));
      invocation.out().println(
          String.format(
              Locale.ROOT, "%d records read = %d aggregated + %d handed back unprocessed",
              pipeline.read(), pipeline.totals().records(), pipeline.handedBack()));
      return outcome.orThrow().table(settings.top);
    }
  }

  private static RegionOptions options(Settings settings) {
    RegionOptions options = RegionOptions.named("birdstrikes");
    Duration deadline = settings.deadline;
    return deadline == null ? options : options.withTimeout(deadline);
  }

  private static void report(Invocation invocation, long records) {
    if (records % 100 == 0) {
      invocation.progress().accept(records + " records");
    }
  }

  private static void check(Settings settings) {
    Long cancelAfter = settings.cancelAfter;
    if (settings.parsers < 1 || settings.parsers > 64) {
      throw new UsageException("--parsers " + settings.parsers + ": 1 to 64 tasks can parse.");
    }
    if (settings.top < 0) {
      throw new UsageException("--top " + settings.top + ": it cannot be below 0.");
    }
    if (cancelAfter != null && cancelAfter < 1) {
      throw new UsageException("--cancel-after " + cancelAfter + ": it counts records, from 1 on.");
    }
  }
}
