package dev.asupersync.cli;

import dev.asupersync.config.Nearest;
import dev.asupersync.error.CxConfigException;
import dev.asupersync.error.ErrorCode;
import dev.asupersync.lab.trace.TraceCategory;
import dev.asupersync.lab.trace.TraceKind;
import dev.asupersync.lab.trace.TraceQuery;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events; the same for every command that shows some. */
final class TraceFilterOptions {

  private static final Pattern TIME = Pattern.compile("(\\d{1,18})(ns|us|ms|s|m|h)");

  @Option(names = {"-k", "--kind"}, paramLabel = "KIND", split = ",",
      description = "Only events of this kind, such as SPAWN or CANCEL_REQUESTED. May be given several times.")
  private List<String> kinds = List.of();

  @Option(names = "--without", paramLabel = "KIND", split = ",", description = "No events of this kind.")
  private List<String> without = List.of();

  @Option(names = "--category", paramLabel = "CATEGORY", split = ",",
      description = "Only events about this: task, region, cancellation, obligation, operation, scheduling, time,"
          + " program, violation.")
  private List<String> categories = List.of();

  @Option(names = {"-t", "--task"}, paramLabel = "TASK", split = ",",
      description = "Only events of this task, as in 3 or T3.")
  private List<String> tasks = List.of();

  @Option(names = {"-r", "--region"}, paramLabel = "REGION",
      description = "Only events of this region and those below it, as in 2 or R2.")
  private @Nullable String region;

  @Option(names = "--from", paramLabel = "N", description = "From this event on.")
  private long fromEvent;

  @Option(names = "--to", paramLabel = "N", description = "Up to this event.")
  private long toEvent = Long.MAX_VALUE;

  @Option(names = "--since", paramLabel = "TIME", description = "From this virtual time on, as in 250ms or 2s.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Up to this virtual time.")
  private @Nullable String until;

  TraceQuery query() {
    Set<Long> only = new LinkedHashSet<>();
    tasks.forEach(task -> only.add(id(task, 'T')));
    String below = region;
    return new TraceQuery(
        kinds(kinds), kinds(without), categories(), only,
        below == null ? OptionalLong.empty() : OptionalLong.of(id(below, 'R')),
        fromEvent, toEvent, nanos(since, Long.MIN_VALUE), nanos(until, Long.MAX_VALUE));
  }

  private static Set<TraceKind> kinds(List<String> names) {
    Set<TraceKind> found = new LinkedHashSet<>();
    for (String name : names) {
      found.add(named("kind of event", name, TraceKind.values()));
    }
    return found;
  }

  private Set<TraceCategory> categories() {
    Set<TraceCategory> found = new LinkedHashSet<>();
    for (String name : categories) {
      found.add(named("category", name, TraceCategory.values()));
    }
    return found;
  }

  private static <T extends Enum<T>> T named(String what, String name, T[] all) {
    String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(all)
        .filter(each -> each.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = Arrays.stream(all).map(Enum::name).toList();
          return bad("No " + what + " is called \"" + name + "\"." + Nearest.hint(wanted, names)
              + " There are: " + String.join(", ", names) + ".");
        });
  }

  private static long id(String text, char letter) {
    String digits = text.strip();
    String bare = !digits.isEmpty() && Character.toUpperCase(digits.charAt(0)) == letter
        ? digits.substring(1) : digits;
    if (!bare.matches("\\d{1,18}")) {
      throw bad("\"" + text + "\" is not a number such as 3 or " + letter + "3.");
    }
    return Long.parseLong(bare);
  }

  private static long nanos(@Nullable String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      throw bad("\"" + text + "\" is not a time such as 250ms, 2s or 1h.");
    }
    long unit = switch (time.group(2)) {
      case "ns" -> 1L;
      case "us" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      default -> 3_600_000_000_000L;
    };
    try {
      return Math.multiplyExact(Long.parseLong(time.group(1)), unit);
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  private static CxConfigException bad(String text) {
    return new CxConfigException(ErrorCode.BAD_TRACE_FILTER, text);
  }
}
