package dev.asupersync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with trace files. */
@Command(name = "trace", mixinStandardHelpOptions = true, header = "Reads, checks and compares traces of the lab.",
    description = {"", "Traces are written by \"asupersync run PROGRAM --trace FILE\"; docs/traces.md tells more."},
    commandListHeading = "%nCommands:%n")
final class TraceCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
  }
}
