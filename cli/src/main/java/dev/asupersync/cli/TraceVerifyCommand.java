package dev.asupersync.cli;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.Breach;
import dev.asupersync.lab.trace.Json;
import dev.asupersync.lab.trace.Refinement;
import dev.asupersync.lab.trace.TraceEnd;
import dev.asupersync.lab.trace.TraceEvent;
import dev.asupersync.lab.trace.TraceFileReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "verify", mixinStandardHelpOptions = true, header = "Checks a trace.",
    description = {
      "",
      "First every byte of the file, then whether the events are ones that the rules of the runtime allow.",
      "",
      "Exit codes: 0 all is well, 1 the file is damaged or incomplete, 13 a rule is broken.",
      ""
    })
final class TraceVerifyCommand implements Callable<Integer> {

  private static final int CONTEXT = 10;

  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Traces.")
  private List<Path> files = List.of();

  @Mixin
  private JsonOption json = new JsonOption();

  TraceVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    int worst = ExitCode.OK;
    for (Path file : files) {
      worst = Math.max(worst, told(file));
    }
    return worst;
  }

  /** A file that cannot be read is no reason to leave out those behind it. */
  private int told(Path file) {
    try {
      return verify(file);
    } catch (CxConfigException damaged) {
      if (json.isGiven()) {
        terminal.out().println(new Json().put("file", file.toString()).put("whole", false));
        terminal.out().flush();
      }
      terminal.say(String.valueOf(damaged.getMessage()));
      return ExitCode.USAGE;
    }
  }

  private int verify(Path file) {
    Deque<TraceEvent> before = new ArrayDeque<>();
    Refinement refinement = new Refinement();
    try (TraceFileReader reader = TraceFileReader.open(file)) {
      while (reader.hasNext()) {
        TraceEvent event = reader.next();
        boolean sound = refinement.breach().isEmpty();
        refinement.add(event);
        if (sound) {
          remember(before, event);
        }
      }
      TraceEnd end = reader.end().orElseThrow();
      if (end.lost() > 0) {
        terminal.say(ErrorCode.TRACE_INCOMPLETE.format(
            file + " holds " + end.events() + " events and lost " + end.lost() + " more: nothing can be said of it."));
        return ExitCode.USAGE;
      }
      Optional<Breach> breach = refinement.end(0);
      tell(file, end, breach, before);
      return breach.isEmpty() ? ExitCode.OK : ExitCode.VIOLATION;
    }
  }

  private static void remember(Deque<TraceEvent> before, TraceEvent event) {
    if (before.size() > CONTEXT) {
      before.removeFirst();
    }
    before.addLast(event);
  }

  private void tell(Path file, TraceEnd end, Optional<Breach> breach, Deque<TraceEvent> before) {
    if (json.isGiven()) {
      Json object = new Json().put("file", file.toString()).put("whole", true).put("events", end.events())
          .put("sound", breach.isEmpty());
      breach.ifPresent(found -> object.put("breach", new Json()
          .put("rule", found.rule().id())
          .put("says", found.rule().sentence())
          .put("event", found.index())
          .put("what", found.what())));
      terminal.out().println(object);
      return;
    }
    if (breach.isEmpty()) {
      terminal.out().println(file + ": whole, and in order: " + end.events() + " events.");
      return;
    }
    terminal.out().flush();
    terminal.say(ErrorCode.TRACE_RULE_BROKEN.format(file + ": " + breach.get()));
    before.forEach(event -> terminal.say("  " + event));
  }
}
