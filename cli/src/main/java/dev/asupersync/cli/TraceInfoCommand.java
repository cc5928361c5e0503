package dev.asupersync.cli;

import dev.asupersync.lab.trace.Foata;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceCategory;
import dev.asupersync.lab.trace.TraceEnd;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import dev.asupersync.lab.trace.TraceMeta;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "info", mixinStandardHelpOptions = true, header = "Tells what a trace is of and what is in it.",
    description = {"", "Reads all of it, so that what is told is of a file that is whole."})
final class TraceInfoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private TraceSource source = new TraceSource();

  @Option(names = "--fingerprint",
      description = "Also the Foata normal form, which takes about 20 bytes of memory for an event.")
  private boolean fingerprint;

  @Mixin
  private JsonOption json = new JsonOption();

  TraceInfoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (TraceFileReader reader = source.open()) {
      Map<TraceCategory, Long> counts = new EnumMap<>(TraceCategory.class);
      long events = 0;
      long nanos = 0;
      Foata.Builder form = new Foata.Builder();
      while (reader.hasNext()) {
        TraceEvent event = reader.next();
        if (fingerprint) {
          form.add(event);
        }
        counts.merge(TraceCategory.of(event.kind()), 1L, Long::sum);
        events++;
        nanos = event.nanos();
      }
      TraceEnd end = reader.end().orElse(new TraceEnd(events, 0, nanos, 0, "", "", ""));
      Json object = json(reader, end, counts);
      if (!json.isGiven()) {
        tell(reader, end, counts);
      }
      if (fingerprint) {
        Foata foata = form.build();
        object.put("fingerprint", String.format("%016x", foata.fingerprint()))
            .put("depth", foata.depth()).put("width", foata.width());
        if (!json.isGiven()) {
          line(terminal.out(), "normal form", foata.toString());
        }
      }
      if (json.isGiven()) {
        terminal.out().println(object);
      }
      return TraceSource.ended(reader, events, terminal);
    }
  }

  private Json json(TraceFileReader reader, TraceEnd end, Map<TraceCategory, Long> counts) {
    TraceMeta meta = reader.meta();
    Json kinds = new Json();
    counts.forEach((category, count) -> kinds.put(category.toString(), count));
    return new Json()
        .put("file", source.file().toString())
        .put("whole", reader.end().isPresent())
        .put("program", meta.program())
        .put("seed", meta.seed())
        .put("strategy", meta.strategy())
        .put("configHash", String.format("%016x", meta.configHash()))
        .put("start", meta.start().toString())
        .put("writer", meta.writer())
        .put("compressed", reader.isCompressed())
        .put("events", end.events())
        .put("lost", end.lost())
        .put("virtualNanos", end.nanos())
        .put("steps", end.steps())
        .put("sha256", end.sha256())
        .put("scheduleHash", end.scheduleHash())
        .put("schedule", end.schedule())
        .put("categories", kinds);
  }

  private void tell(TraceFileReader reader, TraceEnd end, Map<TraceCategory, Long> counts) {
    PrintWriter out = terminal.out();
    TraceMeta meta = reader.meta();
    line(out, "program", meta.program().isEmpty() ? "(not named)" : meta.program());
    line(out, "seed", Long.toString(meta.seed()));
    line(out, "strategy", meta.strategy());
    line(out, "config hash", String.format("%016x", meta.configHash()));
    line(out, "virtual time", String.format(Locale.ROOT, "%.9f s from %s", end.nanos() / 1e9, meta.start()));
    line(out, "written by", meta.writer() + (reader.isCompressed() ? ", compressed" : ""));
    line(out, "events", end.events() + (end.lost() > 0 ? ", and " + end.lost() + " lost" : ""));
    counts.forEach((category, count) -> line(out, "  " + category, Long.toString(count)));
    if (reader.end().isPresent()) {
      line(out, "steps", Long.toString(end.steps()));
      line(out, "sha-256", end.sha256());
      if (!end.scheduleHash().isEmpty()) {
        line(out, "schedule", end.scheduleHash() + (end.schedule().isEmpty() ? "" : ": " + brief(end.schedule())));
      }
    }
  }

  private static String brief(String schedule) {
    return schedule.length() <= 100 ? schedule : schedule.substring(0, 100) + "... (--json has all of it)";
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-16s%s%n", name, value);
  }
}
