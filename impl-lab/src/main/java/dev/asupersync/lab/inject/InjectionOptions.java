package dev.asupersync.lab.inject;

import dev.asupersync.CancelKind;
import dev.asupersync.lab.fault.Fault;
import dev.asupersync.lab.fault.FaultRule;
import dev.asupersync.lab.fault.Moment;
import dev.asupersync.lab.fault.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an {@link Injection} is to do. */
record InjectionOptions(
    List<CancelKind> kinds,
    List<Target> targets,
    Points points,
    FaultRule where,
    long schedules,
    int second,
    int threads,
    int mostFailures,
    List<Class<? extends Throwable>> allowed) {

  private static final Fault USER = new Fault.Cancel(CancelKind.USER, Target.SELF);

  static final InjectionOptions DEFAULT = new InjectionOptions(
      List.of(CancelKind.USER), List.of(Target.SELF), new Points.All(),
      new FaultRule(List.of(USER), EnumSet.of(Moment.OPERATION, Moment.WAIT), Set.of(), Set.of(), 1), 20, 0,
      Runtime.getRuntime().availableProcessors(), 3, List.of());

  InjectionOptions {
    kinds = List.copyOf(kinds);
    targets = List.copyOf(targets);
    allowed = List.copyOf(allowed);
    if (kinds.isEmpty() || targets.isEmpty() || schedules < 1 || second < 0 || threads < 1 || mostFailures < 1) {
      throw new IllegalArgumentException("An injection of " + kinds.size() + " kinds into " + targets.size()
          + " targets, with " + schedules + " schedules, a second request within " + second + " points, " + threads
          + " threads and up to " + mostFailures + " failures: needs 1 or more of each, and 0 or more points.");
    }
  }

  /** Each kind to each target. */
  List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (Target target : targets) {
      kinds.forEach(kind -> faults.add(new Fault.Cancel(kind, target)));
    }
    return faults;
  }

  boolean isAllowed(Throwable thrown) {
    return allowed.stream().anyMatch(type -> type.isInstance(thrown));
  }

  InjectionOptions kinds(List<CancelKind> value) {
    return new InjectionOptions(value, targets, points, where, schedules, second, threads, mostFailures, allowed);
  }

  InjectionOptions targets(List<Target> value) {
    return new InjectionOptions(kinds, value, points, where, schedules, second, threads, mostFailures, allowed);
  }

  InjectionOptions points(Points value) {
    return new InjectionOptions(kinds, targets, value, where, schedules, second, threads, mostFailures, allowed);
  }

  InjectionOptions where(FaultRule value) {
    return new InjectionOptions(kinds, targets, points, times(value, second), schedules, second, threads,
        mostFailures, allowed);
  }

  InjectionOptions schedules(long value) {
    return new InjectionOptions(kinds, targets, points, where, value, second, threads, mostFailures, allowed);
  }

  InjectionOptions second(int value) {
    return new InjectionOptions(kinds, targets, points, times(where, value), schedules, value, threads,
        mostFailures, allowed);
  }

  private static FaultRule times(FaultRule rule, int second) {
    return new FaultRule(rule.faults(), rule.moments(), rule.operations(), rule.tasks(), second == 0 ? 1 : 2);
  }

  InjectionOptions threads(int value) {
    return new InjectionOptions(kinds, targets, points, where, schedules, second, value, mostFailures, allowed);
  }

  InjectionOptions mostFailures(int value) {
    return new InjectionOptions(kinds, targets, points, where, schedules, second, threads, value, allowed);
  }

  InjectionOptions allowing(List<? extends Class<? extends Throwable>> value) {
    return new InjectionOptions(kinds, targets, points, where, schedules, second, threads, mostFailures,
        List.copyOf(value));
  }
}
