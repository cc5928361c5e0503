package dev.asupersync.cli;

import dev.asupersync.Task;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.FixedSchedule;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.lab.explore.ReplayToken;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The program of a command of the lab and what it is given. */
final class LabProgram {

  @Option(names = {"-cp", "--classpath"}, paramLabel = "PATH", defaultValue = "",
      description = "Where to look for more programs: jars and directories.")
  private String classPath = "";

  @Parameters(index = "0", paramLabel = "PROGRAM", description = "The name of a program, or of a class that is one.")
  private String name = "";

  /** With its arguments: with others it is another program. */
  String words(List<String> arguments) {
    return (name + " " + String.join(" ", arguments)).strip();
  }

  /** What is to be typed for it, behind what comes between the two. */
  String command(String between, List<String> arguments) {
    return name + " " + between + (arguments.isEmpty() ? "" : " -- " + String.join(" ", arguments));
  }

  /** A task that runs it. Errors: CX-1009 where there is none of that name. */
  Task<@Nullable Object, Exception> task(Invocation invocation) {
    ClassLoader loader = Programs.loader(classPath);
    Thread.currentThread().setContextClassLoader(loader);
    Program program = Programs.of(loader).find(name);
    return cx -> program.run(cx, invocation);
  }

  /** What a word says that was told for it. Errors: for one of another program, or that is no such word. */
  ReplayToken token(String told, List<String> arguments, CommandSpec spec) {
    ReplayToken token;
    try {
      token = ReplayToken.parse(told);
    } catch (CxUsageException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    if (!token.isOf(words(arguments))) {
      throw new ParameterException(spec.commandLine(), ErrorCode.TOKEN_OF_ANOTHER_PROGRAM.format(
          "The token is not of the program \"" + words(arguments) + "\": it was told for one of another name or with"
              + " other arguments. Replay it with those; if the program was renamed, look for the failure again."));
    }
    return token;
  }

  /** What a schedule says. */
  static ScheduleStrategy schedule(String told, CommandSpec spec) {
    try {
      return new FixedSchedule(Schedule.parse(told));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "The schedule cannot be read: " + wrong.getMessage(), wrong);
    }
  }

  /** What {@code --chaos} says. */
  static Chaos chaos(String words, CommandSpec spec) {
    try {
      return Chaos.parse(words);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--chaos: " + wrong.getMessage(), wrong);
    }
  }

  /** Errors by the names of their classes, which are looked for where programs are. */
  static List<Class<? extends Throwable>> errors(List<String> names) throws ClassNotFoundException {
    List<Class<? extends Throwable>> errors = new ArrayList<>();
    for (String name : names) {
      try {
        errors.add(Class.forName(name, false, Thread.currentThread().getContextClassLoader())
            .asSubclass(Throwable.class));
      } catch (ClassCastException | ClassNotFoundException | LinkageError wrong) {
        throw new ClassNotFoundException("\"" + name + "\" is no class of errors on the class path. Write its whole"
            + " name, as in dev.asupersync.channel.ChannelClosedException.", wrong);
      }
    }
    return errors;
  }

  /** For runs that nobody looks at. */
  static Invocation unseen(List<String> arguments) {
    return new Invocation(
        arguments, new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), _ -> {});
  }
}
