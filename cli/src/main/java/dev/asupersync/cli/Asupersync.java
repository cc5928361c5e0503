package dev.asupersync.cli;

import dev.asupersync.config.Nearest;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** The command {@code asupersync}. */
@Command(name = "asupersync", mixinStandardHelpOptions = true, versionProvider = Asupersync.Version.class,
    header = "Runs structured-concurrency programs in production, in the lab, or under OpenTelemetry.",
    description = "", commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "  asupersync run birdstrikes",
      "  asupersync run transfers --config conf/lab.conf -Dasupersync.lab.seed=7"
    })
public final class Asupersync {

  /** Which streams a person looks at, any of the digits 1 and 2. The script knows; Java cannot tell. */
  private static final String TTY_PROPERTY = "asupersync-cli.tty";

  private Asupersync() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    String seen = System.getProperty(TTY_PROPERTY, "");
    Terminal terminal = new Terminal(
        new Terminal.Streams(
            new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err),
            seen.contains("1"), seen.contains("2")),
        columns(), System::nanoTime);
    System.exit(execute(terminal, arguments));
  }

  /** What {@link #main} does, without the process around it. */
  static int execute(Terminal terminal, String... arguments) {
    CommandLine commands = new CommandLine(new Asupersync())
        .addSubcommand(new RunCommand(terminal))
        .addSubcommand(new ReplayCaptureCommand(terminal))
        .addSubcommand(new ProgramsCommand(terminal))
        .addSubcommand(new RuntimesCommand(terminal))
        .addSubcommand(new ConfigCommand(terminal))
        .addSubcommand(new DashboardsCommand(terminal))
        .addSubcommand(lab(terminal))
        .addSubcommand(new CommandLine(new TraceCommand())
            .addSubcommand(new TraceInfoCommand(terminal))
            .addSubcommand(new TraceEventsCommand(terminal))
            .addSubcommand(new TraceVerifyCommand(terminal))
            .addSubcommand(new TraceDiffCommand(terminal))
            .addSubcommand(new TraceReplayCommand(terminal))
            .addSubcommand(new TraceExportCommand(terminal)))
        .addSubcommand(new CommandLine.HelpCommand())
        .setParameterExceptionHandler((wrong, _) -> usage(terminal, wrong))
        .setExecutionExceptionHandler((failure, _, _) -> failed(terminal, failure))
        .setExecutionStrategy(Asupersync::execute)
        .setOut(terminal.out())
        .setErr(terminal.err());
    int exitCode;
    try {
      exitCode = commands.execute(arguments);
    } catch (Error broken) { // picocli passes on what is no exception
      exitCode = failed(terminal, broken);
    }
    return terminal.tellFailure() && exitCode == ExitCode.OK ? ExitCode.USAGE : exitCode;
  }

  private static CommandLine lab(Terminal terminal) {
    return new CommandLine(new LabCommand())
        .addSubcommand(new LabRunCommand(terminal))
        .addSubcommand(new ExploreCommand(terminal))
        .addSubcommand(new InjectCommand(terminal))
        .addSubcommand(new ReplayCommand(terminal))
        .addSubcommand(new MinimizeCommand(terminal))
        .addSubcommand(new BugsCommand(terminal))
        .addSubcommand(new ConformanceCommand(terminal))
        .addSubcommand(new OraclesCommand(terminal));
  }

  private static int execute(ParseResult parsed) {
    boolean bare = !parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested();
    if (bare) {
      throw new ParameterException(parsed.commandSpec().commandLine(), "Say what to do: run, replay, programs,"
          + " runtimes, config, dashboards, lab or trace.");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int usage(Terminal terminal, ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    StringBuilder text = new StringBuilder(coded(String.valueOf(wrong.getMessage())));
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      text.append(Nearest.hint(
          unmatched.getUnmatched().getFirst(), wrong.getCommandLine().getSubcommands().keySet()));
    }
    if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
        && command.endsWith("run")) {
      text.append("\nOptions of the program itself stand behind --: ").append(command)
          .append(" PROGRAM -- ").append(String.join(" ", unmatched.getUnmatched()));
    }
    terminal.say(text.append("\nSee ").append(command).append(" --help").toString());
    return ExitCode.USAGE;
  }

  /** A message may have the code of what was wrong in a word that it is about. */
  private static String coded(String message) {
    return message.startsWith("CX-") ? message : ErrorCode.BAD_COMMAND_LINE.format(message);
  }

  /** What a person can act on is told as it is; the rest is ours to explain, so its stack stands below. */
  private static int failed(Terminal terminal, Throwable failure) {
    terminal.clearProgress();
    if (failure instanceof CxConfigException told) {
      terminal.say(String.valueOf(told.getMessage()));
      return ExitCode.USAGE;
    }
    terminal.say("Something in Asupersync itself went wrong, and this should be reported: "
        + Failures.chain(failure) + "\n" + Failures.stack(failure));
    return ExitCode.BUG;
  }

  private static int columns() {
    @Nullable String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      @Nullable String version = Asupersync.class.getPackage().getImplementationVersion();
      return new String[] {
        "asupersync " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
      };
    }
  }
}
