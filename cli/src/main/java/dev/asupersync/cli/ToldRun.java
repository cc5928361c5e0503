package dev.asupersync.cli;

import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.FixedSchedule;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.Schedule;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.explore.Replay;
import dev.asupersync.lab.explore.ReplayToken;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A run that an earlier command told of: of which program, and how it went. */
final class ToldRun {

  @Mixin
  private LabProgram program = new LabProgram();

  @Parameters(index = "1", paramLabel = "TOKEN|SCHEDULE", description = "The word that was told; or the schedule, in"
      + " quotes, which needs the --seed of its exploration. A token has it in it.")
  private String told = "";

  @Mixin
  private SeedOption seed = new SeedOption();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  LabProgram program() {
    return program;
  }

  /** What makes it go the same way, and with which settings. */
  record Way(LabConfig config, ScheduleStrategy strategy) {}

  /** Errors: CX-4021 for a word that is none, CX-4022 for one of another program. */
  Way way() {
    return told.contains("/") ? schedule() : token();
  }

  private Way schedule() {
    try {
      return new Way(LabConfig.defaults().seed(seed.value()), new FixedSchedule(Schedule.parse(told)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          command.commandLine(), "The schedule cannot be read: " + wrong.getMessage(), wrong);
    }
  }

  private Way token() {
    ReplayToken token;
    try {
      token = ReplayToken.parse(told);
    } catch (CxUsageException wrong) {
      throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
    }
    if (!token.isOf(program.words())) {
      throw new CxConfigException(ErrorCode.TOKEN_OF_ANOTHER_PROGRAM,
          "The token is not of the program \"" + program.words() + "\": it was told for one of another name or with"
              + " other arguments. Replay it with those; if the program was renamed, look for the failure again.");
    }
    return new Way(LabConfig.defaults().entropySeed(token.seed()), Replay.of(token));
  }
}
