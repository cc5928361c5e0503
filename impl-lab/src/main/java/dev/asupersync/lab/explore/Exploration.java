package dev.asupersync.lab.explore;

import dev.asupersync.lab.LabReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an exploration found.
 *
 * @param program its name
 * @param search what was tried
 * @param runs how many runs there were
 * @param failures how many of them failed; 1 where the first one ended the exploration
 * @param classes how many classes of schedules were met
 * @param estimate about how many classes there are in all, where that was estimated (Knuth)
 * @param unseen how likely one more run is to be of another class, as far as can be told (Good and Turing)
 * @param nanos the real time that it took
 * @param isComplete whether every schedule was run, or one of each class
 * @param judges how many oracles judged each run; with 0 only the program itself did
 * @param failure the first run that failed
 */
public record Exploration(
    String program,
    String search,
    long runs,
    long failures,
    long classes,
    OptionalDouble estimate,
    double unseen,
    long nanos,
    boolean isComplete,
    int judges,
    Optional<Failure> failure) {

  /** Why it failed. */
  public enum Kind {
    /** The program ended with an error, or threw. */
    PROGRAM,
    /** A rule was broken: a deadlock, a leak, whatever an oracle judges. */
    VIOLATION,
    /** Something decides that the lab does not control. */
    NONDETERMINISM,
    /** The run was not checked as it should be, so that it says nothing. */
    NOT_CHECKED
  }

  /**
   * A run that failed.
   *
   * @param number which it was, from 0
   * @param strategy what chose
   * @param text what went wrong, in a line or some
   * @param token with which it can be seen again
   * @param report the same run once more, with its trace
   */
  public record Failure(
      Kind kind, long number, String strategy, String text, ReplayToken token, LabReport<?, ?> report) {}

  public double perSecond() {
    return nanos == 0 ? 0 : runs * 1e9 / nanos;
  }

  public boolean isOk() {
    return failures == 0;
  }

  /** One line on what was found. */
  public String verdict() {
    if (failure.isPresent()) {
      return "run " + (failure.get().number + 1) + " of the " + search + " fails (" + failure.get().strategy + ")";
    }
    if (failures > 0) {
      return failures + " of " + runs + " runs failed";
    }
    return isComplete ? "all " + classes + " classes explored, 0 violations" : "0 violations";
  }

  /** One line of figures. */
  public String figures() {
    String left = isComplete ? "" : unseenPercent() + " unseen (estimated), ";
    String text = String.format(Locale.ROOT, "%s: %,d schedules, %,d failed, %s, %s%.2f s, %,.0f schedules/s.",
        search, runs, failures, classesSeen(), left, nanos / 1e9, perSecond());
    return judges > 0 ? text : text + " No oracle judged; only the program itself did.";
  }

  /** What part is unseen, as in {@code 12%}, {@code 0.034%} and {@code 0%}. */
  public String unseenPercent() {
    BigDecimal percent = BigDecimal.valueOf(unseen * 100).round(new MathContext(2, RoundingMode.HALF_UP));
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  /** How many classes, and of how many, as in {@code 44 classes of about 816}. */
  public String classesSeen() {
    String seen = String.format(Locale.ROOT, "%,d classes", classes);
    return isComplete || estimate.isEmpty()
        ? seen
        : seen + " of about " + rounded(Math.max((double) classes, estimate.getAsDouble()));
  }

  /** An estimate, in two digits. */
  public static String rounded(double estimate) {
    double unit = Math.max(1, Math.pow(10, Math.floor(Math.log10(Math.max(1, estimate))) - 1));
    double value = Math.round(estimate / unit) * unit;
    return value < 1e9 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.1e", value);
  }

  /** The verdict, figures, and, of a failure, what went wrong and how to see it again. */
  @Override
  public String toString() {
    String text = program + ": " + verdict() + ".\n" + figures();
    return failure
        .map(first -> text + "\n" + first.text + "\nAgain: asupersync lab replay " + program + " " + first.token)
        .orElse(text);
  }

  /** The same as one JSON object. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    json.append("\"program\":").append(quoted(program));
    json.append(",\"search\":").append(quoted(search));
    json.append(",\"schedules\":").append(runs);
    json.append(",\"failures\":").append(failures);
    json.append(",\"classes\":").append(classes);
    estimate.ifPresent(all -> json.append(String.format(Locale.ROOT, ",\"estimate\":%.0f", all)));
    json.append(",\"unseen\":").append(String.format(Locale.ROOT, "%.6f", isComplete ? 0 : unseen));
    json.append(",\"complete\":").append(isComplete);
    json.append(",\"oracles\":").append(judges);
    json.append(",\"seconds\":").append(String.format(Locale.ROOT, "%.3f", nanos / 1e9));
    json.append(",\"schedulesPerSecond\":").append(String.format(Locale.ROOT, "%.0f", perSecond()));
    failure.ifPresent(first -> json
        .append(",\"failure\":{\"kind\":").append(quoted(first.kind.name().toLowerCase(Locale.ROOT)))
        .append(",\"run\":").append(first.number)
        .append(",\"strategy\":").append(quoted(first.strategy))
        .append(",\"text\":").append(quoted(first.text))
        .append(",\"token\":").append(quoted(first.token.toString()))
        .append('}'));
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04x", c));
          } else {
            quoted.append((char) c);
          }
        }
      }
    });
    return quoted.append('"').toString();
  }
}
