package dev.asupersync.cli;

import dev.asupersync.program.Invocation;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** What a program is given, behind whatever else the command takes. */
final class ProgramArguments {

  private static final Pattern PLAIN = Pattern.compile("[\\w.,:/=@%+-]+");

  @Parameters(index = "+", arity = "0..*", paramLabel = "ARGUMENT",
      description = "What the program is given. Put -- before the first one that begins with a hyphen.")
  private List<String> arguments = List.of();

  List<String> all() {
    return arguments;
  }

  /** As one has to type them: a shell takes some letters for its own. */
  String typed() {
    return arguments.stream()
        .map(each -> PLAIN.matcher(each).matches() ? each : "'" + each.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** For a run that people see. */
  Invocation seen(Terminal terminal) {
    return new Invocation(arguments, terminal.out(), terminal::progress);
  }

  /** For runs that nobody looks at. */
  Invocation unseen() {
    return new Invocation(
        arguments, new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), _ -> {});
  }
}
