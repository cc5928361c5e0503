package dev.asupersync.otel;

import dev.asupersync.error.CxViolationException;
import dev.asupersync.error.ErrorCode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rules that a run in a lab broke, each by one word. */
final class Violations {

  static final String FUTURELOCK = Names.of(ErrorCode.FUTURELOCK);

  private static final Pattern ORACLE = Pattern.compile("\\bOracle ([A-Za-z][A-Za-z0-9_-]{0,63}):");
  private static final int MOST = 32;

  private Violations() {}

  /** The names of the oracles in its message, or what else stopped the run: {@code deadlock}. */
  static List<String> rules(CxViolationException violation) {
    List<String> oracles =
        ORACLE.matcher(String.valueOf(violation.getMessage())).results()
            .map((MatchResult match) -> match.group(1))
            .distinct()
            .limit(MOST)
            .toList();
    return oracles.isEmpty() ? List.of(Names.of(violation.code())) : oracles;
  }
}
