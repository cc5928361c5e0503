package dev.asupersync.lab.fault;

import dev.asupersync.CancelKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Something that can be done to a program at a point of its run. */
public sealed interface Fault {

  /** A request to stop, of that kind, as a handle makes it. */
  record Cancel(CancelKind kind, Target target) implements Fault {
    @Override
    public String toString() {
      return "cancel " + target + " (" + kind + ")";
    }
  }

  /** The task at the point is asked to stop because a limit of its budget is used up, though it is not. */
  record Exhaust(CancelKind kind) implements Fault {
    public Exhaust {
      if (!kind.isBudgetExceeded()) {
        throw new IllegalArgumentException(
            "Exhaust(" + kind + "): only a deadline, a poll quota and a cost budget can be used up.");
      }
    }

    @Override
    public String toString() {
      return "exhaust " + kind;
    }
  }

  /** The strand goes on only after so much virtual time; others go on meanwhile. */
  record Delay(long nanos) implements Fault {
    @Override
    public String toString() {
      return "delay " + Duration.ofNanos(nanos);
    }
  }

  /** From here on the strand takes so much time before each message that it receives. */
  record Slow(long nanos) implements Fault {
    @Override
    public String toString() {
      return "slow " + Duration.ofNanos(nanos);
    }
  }

  /** The clock goes forward, as if the machine had been suspended: nobody has run meanwhile. */
  record Jump(long nanos) implements Fault {
    @Override
    public String toString() {
      return "jump " + Duration.ofNanos(nanos);
    }
  }

  /** The alarm that is set rings so much after its time. */
  record Late(long nanos) implements Fault {
    @Override
    public String toString() {
      return "late " + Duration.ofNanos(nanos);
    }
  }

  /** So many of those who wait, the longest first, come back from their wait for no reason. */
  record Wake(int most) implements Fault {
    @Override
    public String toString() {
      return "wake " + most;
    }
  }

  /** The operation of the store fails. */
  record FailIo(IoFailure how) implements Fault {
    @Override
    public String toString() {
      return "fail " + how;
    }
  }

  /** The process is gone: no code of the program runs any more. */
  record Crash() implements Fault {
    @Override
    public String toString() {
      return "crash";
    }
  }

  /** One word, for counting. */
  default String what() {
    return switch (this) {
      case Cancel _ -> "cancel";
      case Exhaust _ -> "exhaust";
      case Delay _ -> "delay";
      case Slow _ -> "slow";
      case Jump _ -> "jump";
      case Late _ -> "late";
      case Wake _ -> "wake";
      case FailIo _ -> "fail";
      case Crash _ -> "crash";
    };
  }

  /** A word that {@link #parse} reads, without spaces or any of {@code @ ! ; ,}. */
  default String code() {
    return what() + switch (this) {
      case Cancel(CancelKind kind, Target target) ->
          "/" + kind.key('_') + "/" + URLEncoder.encode(target.toString(), StandardCharsets.UTF_8);
      case Exhaust(CancelKind kind) -> "/" + kind.key('_');
      case Delay(long nanos) -> "/" + nanos;
      case Slow(long nanos) -> "/" + nanos;
      case Jump(long nanos) -> "/" + nanos;
      case Late(long nanos) -> "/" + nanos;
      case Wake(int most) -> "/" + most;
      case FailIo(IoFailure how) -> "/" + how;
      case Crash() -> "";
    };
  }

  /** Reads what {@link #code} gives. Errors: IllegalArgumentException. */
  static Fault parse(String code) {
    String[] parts = code.split("/", -1);
    int expected = switch (parts[0]) {
      case "cancel" -> 3;
      case "crash" -> 1;
      default -> 2;
    };
    if (parts.length != expected) {
      throw new IllegalArgumentException("\"" + code + "\" is no fault: it has " + parts.length + " parts.");
    }
    return switch (parts[0]) {
      case "cancel" ->
          new Cancel(kind(parts[1]), Target.parse(URLDecoder.decode(parts[2], StandardCharsets.UTF_8)));
      case "exhaust" -> new Exhaust(kind(parts[1]));
      case "delay" -> new Delay(nanos(parts[1]));
      case "slow" -> new Slow(nanos(parts[1]));
      case "jump" -> new Jump(nanos(parts[1]));
      case "late" -> new Late(nanos(parts[1]));
      case "wake" -> new Wake((int) Math.min(nanos(parts[1]), Integer.MAX_VALUE));
      case "fail" -> new FailIo(IoFailure.valueOf(parts[1].toUpperCase(Locale.ROOT).replace('-', '_')));
      case "crash" -> new Crash();
      default -> throw new IllegalArgumentException("\"" + code + "\" is no fault that is known.");
    };
  }

  private static CancelKind kind(String word) {
    return CancelKind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static long nanos(String word) {
    long nanos = Long.parseLong(word);
    if (nanos < 0) {
      throw new IllegalArgumentException(word + " is negative.");
    }
    return nanos;
  }
}
