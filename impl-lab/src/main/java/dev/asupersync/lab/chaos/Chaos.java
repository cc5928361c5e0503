package dev.asupersync.lab.chaos;

import dev.asupersync.CancelKind;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.lab.explore.Search;
import dev.asupersync.lab.fault.Disturbed;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultPlan;
import dev.asupersync.lab.fault.FaultRule;
import dev.asupersync.lab.fault.IoFailure;
import dev.asupersync.lab.fault.Moment;
import dev.asupersync.lab.fault.Target;
import dev.asupersync.spi.OpKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often what is done to a program, drawn for each of its points from a seed of its own: who goes on is drawn from
 * another stream, and is not changed by it. Whatever is drawn is a decision of the schedule, an event of the trace
 * and counted in the report.
 *
 * @param chances for each trouble how likely it is at a point where it can be, from 0 to 1
 * @param delayMin the shortest delay
 * @param delayMax the longest delay, lateness and jump of the clock; 0 for none of them
 * @param storm how many of those who wait come back for no reason, at most
 * @param seed what it is drawn from; nothing for the seed of the schedule
 */
public record Chaos(
    Map<Trouble, Double> chances, Duration delayMin, Duration delayMax, int storm, OptionalLong seed) {

  private static final long PURPOSE = 31;

  /** Nothing happens. */
  public static final Chaos OFF = of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  /** For every build: something now and then. */
  public static final Chaos LIGHT = of(0.01, 0.05, 0.01, 0.05, 0.001, 0.02, 0.01, 0.005, 10, 5);

  /** Hardly anything goes as it should. */
  public static final Chaos HEAVY = of(0.10, 0.20, 0.05, 0.20, 0.01, 0.15, 0.05, 0.05, 100, 20);

  public Chaos {
    for (Map.Entry<Trouble, Double> chance : chances.entrySet()) {
      if (!(chance.getValue() >= 0 && chance.getValue() <= 1)) {
        throw new IllegalArgumentException(
            chance.getKey() + " = " + chance.getValue() + " is no probability: it must be from 0 to 1.");
      }
    }
    if (delayMin.isNegative() || delayMax.compareTo(delayMin) < 0 || storm < 1) {
      throw new IllegalArgumentException("Delays from " + delayMin + " to " + delayMax + " and storms of up to " + storm
          + ": the shortest must not be negative, the longest not be shorter, and a storm wake 1 or more.");
    }
    chances = Map.copyOf(chances);
  }

  private static Chaos of(double cancel, double delay, double slow, double late, double jump, double io, double wake,
      double exhaust, long delayMaxMillis, int storm) {
    return new Chaos(
        Map.of(Trouble.CANCEL, cancel, Trouble.DELAY, delay, Trouble.SLOW, slow, Trouble.LATE, late,
            Trouble.JUMP, jump, Trouble.FAIL, io, Trouble.WAKE, wake, Trouble.EXHAUST, exhaust),
        Duration.ZERO, Duration.ofMillis(delayMaxMillis), storm, OptionalLong.empty());
  }

  /** What can happen. */
  public enum Trouble {
    /** The task is asked to stop. */
    CANCEL(1),
    /** The task, or an operation of its store, takes a while. */
    DELAY(2),
    /** The task takes a while for each message from here on. */
    SLOW(3),
    /** The alarm rings after its time. */
    LATE(4),
    /** The clock goes forward. */
    JUMP(5),
    /** The operation of the store fails. */
    FAIL(6),
    /** Some who wait come back for no reason. */
    WAKE(7),
    /** The task is told that its polls or its cost are used up. */
    EXHAUST(8);

    private final int code;

    Trouble(int code) {
      this.code = code;
    }

    /** Stable, because what is drawn depends on it. */
    int code() {
      return code;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How likely that is at a point. */
  public double chance(Trouble trouble) {
    return chances.getOrDefault(trouble, 0.0);
  }

  /** The same with this trouble as likely as that. */
  public Chaos with(Trouble trouble, double chance) {
    Map<Trouble, Double> all = Stream.of(Trouble.values())
        .collect(Collectors.toMap(each -> each, each -> each == trouble ? chance : chance(each)));
    return new Chaos(all, delayMin, delayMax, storm, seed);
  }

  /** The same with delays from that to that. */
  public Chaos delays(Duration min, Duration max) {
    return new Chaos(chances, min, max, storm, seed);
  }

  /** The same with storms of up to so many. */
  public Chaos storm(int most) {
    return new Chaos(chances, delayMin, delayMax, most, seed);
  }

  /** The same drawn from this, whatever the seed of the schedule. */
  public Chaos seed(long value) {
    return new Chaos(chances, delayMin, delayMax, storm, OptionalLong.of(value));
  }

  /** A hash over all that decides what happens. */
  public long hash() {
    long hash = SplitMix.mix(delayMin.toNanos()) + delayMax.toNanos();
    hash = SplitMix.mix(hash + storm) + SplitMix.mix(seed.orElse(-1));
    for (Trouble trouble : Trouble.values()) {
      hash = SplitMix.mix(hash + Double.doubleToLongBits(chance(trouble)));
    }
    return hash;
  }

  public boolean isOff() {
    return chances.values().stream().allMatch(chance -> chance == 0);
  }

  /**
   * Reads {@code off}, {@code light} or {@code heavy}, and changes to that, as in {@code light,cancel=0,delay=0.5}.
   * Errors: IllegalArgumentException that says what there is.
   */
  public static Chaos parse(String text) {
    String[] words = text.strip().split("\\s*,\\s*", -1);
    Chaos chaos = switch (words[0]) {
      case "off" -> OFF;
      case "light" -> LIGHT;
      case "heavy" -> HEAVY;
      default -> throw unknown(words[0]);
    };
    for (String word : List.of(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw unknown(word);
      }
      try {
        chaos = chaos.with(
            Trouble.valueOf(word.substring(0, equals).strip().toUpperCase(Locale.ROOT)),
            Double.parseDouble(word.substring(equals + 1)));
      } catch (IllegalArgumentException wrong) {
        throw unknown(word);
      }
    }
    return chaos;
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException("\"" + word + "\" says no chaos. Write off, light or heavy, and behind that"
        + " what is to be otherwise, as in light,cancel=0,delay=0.5. There are: "
        + Stream.of(Trouble.values()).map(Trouble::toString).collect(Collectors.joining(", ")) + ".");
  }

  /** What can happen, and where. */
  public FaultPlan plan() {
    Set<Moment> points = EnumSet.of(Moment.OPERATION);
    List<FaultRule> rules = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      List<Fault> faults = faults(trouble);
      if (chance(trouble) == 0 || faults.isEmpty()) {
        continue;
      }
      Set<Moment> moments = switch (trouble) {
        case CANCEL -> EnumSet.of(Moment.OPERATION, Moment.WAIT);
        case DELAY -> EnumSet.of(Moment.OPERATION, Moment.IO);
        case LATE -> EnumSet.of(Moment.ALARM);
        case FAIL -> EnumSet.of(Moment.IO);
        case SLOW, JUMP, WAKE, EXHAUST -> points;
      };
      Set<OpKind> operations =
          trouble == Trouble.SLOW ? EnumSet.of(OpKind.CHANNEL_RECV, OpKind.CHANNEL_TAKE) : Set.of();
      rules.add(new FaultRule(faults, moments, operations, Set.of(), 0));
    }
    return new FaultPlan(rules);
  }

  private List<Fault> faults(Trouble trouble) {
    return switch (trouble) {
      case CANCEL -> List.of(new Fault.Cancel(CancelKind.USER, Target.SELF));
      case EXHAUST -> List.of(new Fault.Exhaust(CancelKind.POLL_QUOTA), new Fault.Exhaust(CancelKind.COST_BUDGET));
      case FAIL -> Stream.of(IoFailure.values()).<Fault>map(Fault.FailIo::new).toList();
      case WAKE -> Stream.of(1, (storm + 1) / 2, storm).distinct().<Fault>map(Fault.Wake::new).toList();
      case DELAY -> delays().<Fault>map(Fault.Delay::new).toList();
      case SLOW -> delays().<Fault>map(Fault.Slow::new).toList();
      case LATE -> delays().<Fault>map(Fault.Late::new).toList();
      case JUMP -> delays().<Fault>map(Fault.Jump::new).toList();
    };
  }

  /** Four steps from the shortest to the longest, so that the number of one says how bad it is. */
  private Stream<Long> delays() {
    long least = delayMin.toNanos();
    long range = delayMax.toNanos() - least;
    return Stream.of(8L, 4L, 2L, 1L).map(part -> least + range / part).filter(nanos -> nanos > 0).distinct();
  }

  /**
   * A strategy, and this beside it.
   *
   * @param scheduleSeed what it is drawn from, unless {@link #seed} says so
   */
  public ScheduleStrategy beside(ScheduleStrategy schedule, long scheduleSeed) {
    return disturbing(schedule, start(scheduleSeed));
  }

  /** The schedules of a search, and this beside each of them, in each run another. */
  public Search beside(Search schedules, long scheduleSeed) {
    return new ChaosSearch(schedules, this, start(scheduleSeed));
  }

  private long start(long scheduleSeed) {
    return SplitMix.mix(seed.orElse(scheduleSeed) + PURPOSE);
  }

  ScheduleStrategy disturbing(ScheduleStrategy schedule, long start) {
    return isOff() ? schedule : new Disturbed(schedule, plan(), new ChaosDice(this, start));
  }

  /** What can happen, as in {@code cancel 1%, delay 5%}; {@code off} for nothing. */
  @Override
  public String toString() {
    return isOff() ? "off" : Stream.of(Trouble.values())
        .filter(trouble -> chance(trouble) > 0)
        .map(trouble -> String.format(Locale.ROOT, "%s %s%%", trouble,
            Double.toString(Math.round(chance(trouble) * 100_000) / 1_000.0).replaceFirst("\\.0$", "")))
        .collect(Collectors.joining(", "));
  }
}
