package dev.asupersync.cli;

import dev.asupersync.config.PreparedRuntime;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.program.Program;
import dev.asupersync.spi.Trait;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Runs a program with one seed after the other, unseen, until one does not end Ok; then with that seed once more,
 * for people to see.
 */
final class SeedHunt {

  private final Terminal terminal;
  private final LongFunction<PreparedRuntime> withSeed;

  SeedHunt(Terminal terminal, LongFunction<PreparedRuntime> withSeed) {
    this.terminal = terminal;
    this.withSeed = withSeed;
  }

  int run(Program program, List<String> arguments, SeedRange seeds) {
    mustHaveSeed(seeds.first());
    Terminal unseen =
        new Terminal(
            new Terminal.Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false, false),
            80, System::nanoTime);
    for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
      terminal.progress("seed " + seed + " of " + seeds);
      int ended = runOnce(unseen, program, arguments, seed);
      if (ended == ExitCode.OK) {
        continue;
      }
      terminal.clearProgress();
      if (ended >= ExitCode.SIGNAL) {
        return ended;
      }
      runOnce(terminal, program, arguments, seed);
      if (ended == ExitCode.USAGE) {
        return ended;
      }
      terminal.say("Found with seed " + seed + ", after " + (seed - seeds.first() + 1) + " of the seeds " + seeds
          + ". To see it again: -Dasupersync.lab.seed=" + seed);
      return ended;
    }
    terminal.clearProgress();
    terminal.say("Seeds " + seeds + ": every run ended Ok.");
    return ExitCode.OK;
  }

  private void mustHaveSeed(long seed) {
    try (PreparedRuntime prepared = withSeed.apply(seed)) {
      if (!prepared.traits().contains(Trait.DETERMINISTIC)) {
        throw new CxConfigException(ErrorCode.BAD_COMMAND_LINE, "--seeds needs a runtime that has a seed, and \""
            + prepared.name() + "\" has none. Add --config conf/lab.conf or -Dasupersync.runtime=lab.");
      }
    }
  }

  private int runOnce(Terminal on, Program program, List<String> arguments, long seed) {
    try (PreparedRuntime prepared = withSeed.apply(seed)) {
      return new ProgramRun(on, System::nanoTime, Runtime.getRuntime()::halt).run(program, arguments, prepared);
    }
  }
}
