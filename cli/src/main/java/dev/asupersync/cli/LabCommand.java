package dev.asupersync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tools of the lab. */
@Command(name = "lab", mixinStandardHelpOptions = true, header = "Tools of the deterministic lab.", description = "",
    commandListHeading = "%nCommands:%n")
final class LabCommand implements Runnable {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: run, explore, inject, replay, minimize, bugs,"
        + " conformance or oracles.");
  }
}
