package dev.asupersync.config;

import dev.asupersync.error.CxConfigException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that is wrong with a configuration, told at once. Nothing was started. */
public final class ConfigProblemsException extends CxConfigException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  ConfigProblemsException(List<ConfigProblem> problems, Optional<Throwable> cause) {
    super(problems.getFirst().code(), text(problems));
    cause.ifPresent(this::initCause);
    this.problems = problems;
  }

  /** At least one, by file and line. The code of this exception is that of the first. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  private static String text(List<ConfigProblem> problems) {
    if (problems.size() == 1) {
      return problems.getFirst().sentence();
    }
    return problems.stream().map(problem -> "  " + problem)
        .collect(Collectors.joining("\n", problems.size() + " problems, so nothing was started:\n", "\n "));
  }
}
