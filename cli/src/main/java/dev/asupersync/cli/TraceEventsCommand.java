package dev.asupersync.cli;

import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "events", mixinStandardHelpOptions = true, header = "Shows the events of a trace, a line each.",
    description = {"", "A line is the number, the virtual time in nanoseconds, the kind and its fields."})
final class TraceEventsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  private TraceSource source = new TraceSource();

  @Mixin
  private TraceFilterOptions filter = new TraceFilterOptions();

  @Option(names = {"-n", "--limit"}, paramLabel = "N", converter = Count.class,
      description = "No more than so many.")
  private long limit = Long.MAX_VALUE;

  @Mixin
  private JsonOption json = new JsonOption();

  TraceEventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Predicate<TraceEvent> wanted = filter.query().start();
    try (TraceFileReader reader = source.open()) {
      long shown = 0;
      long read = 0;
      while (reader.hasNext()) {
        TraceEvent event = reader.next();
        read++;
        if (!wanted.test(event)) {
          continue;
        }
        if (shown == limit) {
          terminal.say("There are more; the rest of the file was not read.");
          return ExitCode.OK;
        }
        shown++;
        terminal.out().println(json.isGiven() ? Json.of(event) : event);
        if (terminal.failure().isPresent()) {
          return ExitCode.USAGE;
        }
      }
      return TraceSource.ended(reader, read, terminal);
    }
  }
}
