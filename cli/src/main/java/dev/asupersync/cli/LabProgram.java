package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The program of a command of the lab and what it is given. */
final class LabProgram {

  @Mixin
  private ClassPathOption classPath = new ClassPathOption();

  @Parameters(index = "0", paramLabel = "PROGRAM", description = "The name of a program, or of a class that is one.")
  private String name = "";

  @Mixin
  private ProgramArguments arguments = new ProgramArguments();

  /** As it was named. */
  String name() {
    return name;
  }

  /** With its arguments: with others it is another program. */
  String words() {
    return (name + " " + String.join(" ", arguments.all())).strip();
  }

  /** What is to be typed for a replay of it. */
  String replay(ReplayToken token) {
    return replay("", token.toString());
  }

  /** What is to be typed for a replay of it. */
  String replay(SeedOption seed, Schedule schedule) {
    return replay("--seed " + seed.value() + " ", "\"" + schedule + "\"");
  }

  private String replay(String options, String told) {
    return "asupersync lab replay " + options + name + " " + told
        + (arguments.all().isEmpty() ? "" : " -- " + arguments.typed());
  }

  /** A task that runs it where people see it. Errors: CX-1009 where there is none of that name. */
  Task<@Nullable Object, Exception> seen(Terminal terminal) {
    return task(arguments.seen(terminal));
  }

  /** A task that runs it where nobody looks. Errors: CX-1009 where there is none of that name. */
  Task<@Nullable Object, Exception> unseen() {
    return task(arguments.unseen());
  }

  private Task<@Nullable Object, Exception> task(Invocation invocation) {
    Program program = Programs.of(classPath.loader()).find(name);
    return cx -> program.run(cx, invocation);
  }
}
