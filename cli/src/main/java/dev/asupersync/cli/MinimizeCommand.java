package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.lab.shrink.Cost;
import dev.asupersync.lab.shrink.Shrinker;
import dev.asupersync.lab.shrink.Story;
import dev.asupersync.lab.trace.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asupersync lab minimize}: the shortest schedule that fails as the one that was told. */
@Command(name = "minimize", mixinStandardHelpOptions = true,
    header = "Makes a failing schedule as short as it can, and shows what is left.",
    description = {
      "",
      "Leaves out tasks, switches and odd choices, runs the program again each time, and keeps what fails in the same"
          + " way. Without any one of the switches that are left that failure is not there.",
      "",
      "Exit codes: 0 it does not fail, 1 the word cannot be read or is of another program, 10 it fails with Err or"
          + " Panicked, 11 with a violation, 13 it went another way.",
      ""
    })
final class MinimizeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--runs", paramLabel = "N", converter = Count.class,
      description = "How often to run it at most; ${DEFAULT-VALUE}.")
  private long runs = 20_000;

  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin
  private ToldRun told = new ToldRun();

  MinimizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LabProgram program = told.program();
    Task<@Nullable Object, Exception> task = program.unseen();
    ToldRun.Way way = told.way();
    Optional<Shrinker.Shrunk> shrunk;
    try {
      shrunk = Shrinker.of(way.config(), runs).shrink(program.words(), way.strategy(), Exception.class, task);
    } catch (CxViolationException diverged) {
      terminal.say("Violation: " + diverged.getMessage());
      return ExitCode.LAB_DIVERGED;
    }
    if (shrunk.isEmpty()) {
      if (json.isGiven()) {
        terminal.out().println(new Json().put("fails", false));
      }
      terminal.say("This run does not fail, so there is nothing to shorten.");
      return ExitCode.OK;
    }
    int code = shrunk.get().report().isClean() ? ExitCode.LAB_FAILED : ExitCode.LAB_VIOLATION;
    if (json.isGiven()) {
      terminal.out().println(json(shrunk.get()));
      return code;
    }
    terminal.say(shrunk.get().toString());
    terminal.say("Again: " + program.replay(shrunk.get().token()));
    return code;
  }

  private Json json(Shrinker.Shrunk shrunk) {
    Story story = shrunk.story();
    return new Json()
        .put("program", told.program().words())
        .put("fails", true)
        .put("runs", shrunk.runs())
        .put("before", json(shrunk.before()))
        .put("after", json(shrunk.after()))
        .put("token", shrunk.token().toString())
        .raw("switches", Json.list(story.switches().stream().map(Json::quoted).toList()))
        .raw("tasks", Json.list(story.columns().stream().map(Json::quoted).toList()))
        .raw("operations", Json.list(story.rows().stream()
            .map(row -> new Json()
                .put("task", story.columns().get(row.column())).put("did", row.operation()).toString())
            .toList()))
        .put("leftOut", story.leftOut())
        .put("end", story.end());
  }

  private static Json json(Cost cost) {
    return new Json()
        .put("preemptions", cost.preemptions()).put("switches", cost.switches()).put("steps", cost.steps());
  }
}
