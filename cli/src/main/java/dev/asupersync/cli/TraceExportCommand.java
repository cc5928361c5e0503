package dev.asupersync.cli;

import dev.asupersync.lab.trace.ChromeTrace;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "export", mixinStandardHelpOptions = true, header = "Writes a trace in another format.",
    description = {
      "",
      "To standard output. The format chrome is for https://ui.perfetto.dev and chrome://tracing: a track for each"
          + " task, grouped by region."
    })
final class TraceExportCommand implements Callable<Integer> {

  /** What can be written. */
  enum Format {
    jsonl,
    chrome
  }

  private final Terminal terminal;

  @Mixin
  private TraceSource source = new TraceSource();

  @Mixin
  private TraceFilterOptions filter = new TraceFilterOptions();

  @Option(names = {"-f", "--format"}, paramLabel = "FORMAT", defaultValue = "jsonl",
      description = "jsonl, a JSON object in each line (the default), or chrome.")
  private Format format = Format.jsonl;

  @Option(names = "--axis", paramLabel = "AXIS", defaultValue = "events",
      description = "For chrome: time, the virtual one, in which whatever needs no waiting takes none; or events, a"
          + " microsecond for each (the default).")
  private Axis axis = Axis.events;

  /** As people write them. */
  enum Axis {
    time,
    events
  }

  TraceExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Predicate<TraceEvent> wanted = filter.query().start();
    PrintWriter out = terminal.out();
    ChromeTrace chrome = format == Format.chrome
        ? new ChromeTrace(axis == Axis.time ? ChromeTrace.Axis.TIME : ChromeTrace.Axis.EVENTS, out::print)
        : null;
    try (TraceFileReader reader = source.open()) {
      long read = 0;
      while (reader.hasNext()) {
        TraceEvent event = reader.next();
        read++;
        if (!wanted.test(event)) {
          continue;
        }
        if (chrome != null) {
          chrome.add(event);
        } else {
          out.println(Json.of(event));
        }
      }
      if (chrome != null) {
        chrome.end();
      }
      out.flush();
      return TraceSource.ended(reader, read, terminal);
    }
  }
}
