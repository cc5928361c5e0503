package dev.asupersync.lab;

import dev.asupersync.lab.chaos.Chaos;
import dev.asupersync.lab.trace.TraceTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the lab runs a program.
 *
 * @param seed what the schedule is drawn from
 * @param entropySeed what the program's random numbers are drawn from; nothing for the same as {@code seed}
 * @param start the time of day at which virtual time begins
 * @param maxSteps after so many steps a run is a violation (CX-4003) and is stopped; 0 for no limit
 * @param futurelockMaxIdleSteps a task that holds an obligation and has waited for more steps than this is a
 *     violation (CX-4002); 0 looks for none
 * @param maxStepsWithoutTime after so many steps without progress of time, while an alarm is pending, time
 *     jumps to that alarm; 0 for never
 * @param captureTrace whether the trace is kept in memory
 * @param traceCapacity how many events are kept there
 * @param oracles the names of the oracles that judge the run, or {@code all}; empty for none
 * @param stuckLimit a strand that makes no step for so long, in real time, is reported (CX-4006); zero for
 *     never
 * @param traceTo a file to which the trace is written, whether or not it is kept in memory
 * @param chaos what is done to programs at random
 */
public record LabConfig(
    long seed,
    OptionalLong entropySeed,
    Instant start,
    long maxSteps,
    long futurelockMaxIdleSteps,
    long maxStepsWithoutTime,
    boolean captureTrace,
    long traceCapacity,
    List<String> oracles,
    Duration stuckLimit,
    Optional<TraceTarget> traceTo,
    Chaos chaos) {

  private static final LabConfig DEFAULTS =
      new LabConfig(42, OptionalLong.empty(), Instant.parse("2026-01-01T00:00:00Z"), 10_000_000, 10_000,
          1_000, true, 1_000_000, List.of("all"), Duration.ofSeconds(10),
          Optional.empty(), Chaos.OFF);

  public LabConfig {
    oracles = List.copyOf(oracles);
    notNegative("maxSteps", maxSteps);
    notNegative("futurelockMaxIdleSteps", futurelockMaxIdleSteps);
    notNegative("maxStepsWithoutTime", maxStepsWithoutTime);
    notNegative("traceCapacity", traceCapacity);
    notNegative("stuckLimit", stuckLimit.isNegative() ? -1 : 0);
  }

  /** Seed 42, all oracles, everything recorded, the limits of {@code reference.conf}. */
  public static LabConfig defaults() {
    return DEFAULTS;
  }

  public LabConfig seed(long value) {
    return new LabConfig(value, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig entropySeed(long value) {
    return new LabConfig(seed, OptionalLong.of(value), start, maxSteps, futurelockMaxIdleSteps,
        maxStepsWithoutTime, captureTrace, traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig start(Instant value) {
    return new LabConfig(seed, entropySeed, value, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig maxSteps(long value) {
    return new LabConfig(seed, entropySeed, start, value, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig futurelockMaxIdleSteps(long value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, value, maxStepsWithoutTime, captureTrace,
        traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig maxStepsWithoutTime(long value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, value, captureTrace,
        traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig captureTrace(boolean value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        value, traceCapacity, oracles, stuckLimit, traceTo, chaos);
  }

  public LabConfig traceCapacity(long value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, value, oracles, stuckLimit, traceTo, chaos);
  }

  /**
   * By name, in any order; {@code all} for all of them. Errors: CX-4009 when a run begins with an unknown
   * one.
   */
  public LabConfig oracles(List<String> names) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, names, stuckLimit, traceTo, chaos);
  }

  public LabConfig stuckLimit(Duration value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, value, traceTo, chaos);
  }

  /** Writes the trace to a file. Errors: CX-4104, before the program begins or after it has ended. */
  public LabConfig traceTo(TraceTarget target) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, stuckLimit, Optional.of(target), chaos);
  }

  /** What is done to programs at random; {@link Chaos#OFF} if nothing is said. */
  public LabConfig chaos(Chaos value) {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        captureTrace, traceCapacity, oracles, stuckLimit, traceTo, value);
  }

  /** Neither kept in memory nor written to a file. */
  LabConfig untraced() {
    return new LabConfig(seed, entropySeed, start, maxSteps, futurelockMaxIdleSteps, maxStepsWithoutTime,
        false, traceCapacity, oracles, stuckLimit, Optional.empty(), chaos);
  }

  /** A hash over all that decides how a program runs; what is only looked at is not in it. */
  long hash() {
    long hash = SplitMix.mix(seed);
    for (long part : new long[] {
        entropySeed.orElse(seed), start.getEpochSecond(), start.getNano(), maxSteps, futurelockMaxIdleSteps,
        maxStepsWithoutTime}) {
      hash = SplitMix.mix(hash ^ part) + 1;
    }
    return chaos.isOff() ? hash : SplitMix.mix(hash ^ chaos.hash()) + 1;
  }

  private static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("LabConfig with " + name + " " + value + ": must be 0 or more.");
    }
  }
}
