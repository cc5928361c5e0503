package dev.asupersync.lab.selftest;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Sender;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.oracle.OracleReport;
import dev.asupersync.lab.oracle.OracleSuite;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs of the {@link Showcase} of which the oracles are told one event wrong, as if the runtime had done wrong there,
 * and runs of programs that do wrong by themselves.
 */
final class RunMutants {

  private static final LabConfig QUIET = LabConfig.defaults().oracles(List.of()).captureTrace(false);

  private RunMutants() {}

  static List<Mutant> all() {
    return Stream.of(structure(), cancellation(), tasks(), programs()).flatMap(List::stream).toList();
  }

  /** What the oracles say of a run of which they are told everything as it was. */
  static Map<String, List<String>> clean() {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    return judge(suite, suite);
  }

  private static List<Mutant> structure() {
    AtomicLong raced = new AtomicLong();
    return List.of(
        tampered("a task ends and nobody is told", "task_leak quiescence", "T", () ->
            Tampering.drop("onEnd", task("sleeper"))),
        tampered("a task ends after its region", "task_leak quiescence", "\"sleeper\"", () ->
            Tampering.late("onEnd", task("sleeper"), "onRegionClosed", region("inner"))),
        tampered("a slot is lost", "obligation_leak", "was never sent", () ->
            Tampering.change("onObligationResolved", _ -> true, all -> {
              all[1] = ObligationState.LEAKED;
              return all;
            })),
        tampered("a slot is given back and nobody is told", "obligation_leak quiescence", "channel \"orders\"", () ->
            Tampering.drop("onObligationResolved", obligation("orders"))),
        tampered("a region closes before the one in it", "quiescence", "closed while it still had regions", () ->
            Tampering.late("onRegionClosed", region("inner"), "onRegionClosed", region("outer"))),
        tampered("a loser ends after the race", "loser_drain task_leak quiescence",
            "lost a race and had not ended", () ->
            Tampering.late("onEnd", all -> hasLost(all, raced), "onRegionClosed",
                all -> ((RegionInfo) all[0]).id().value() == raced.get())),
        tampered("a loser ends for a milder reason", "loser_drain", "which is milder", () ->
            Tampering.change("onEnd", all -> hasLost(all, raced), all -> {
              all[1] = new Outcome.Cancelled<>(CancelReason.of(CancelKind.USER));
              return all;
            })),
        tampered("a finalizer never begins", "finalizer", "never ran", () ->
            Tampering.drop("onFinalizerStarted", _ -> true)),
        tampered("a finalizer begins twice", "finalizer", "began while", () ->
            Tampering.twice("onFinalizerStarted", _ -> true)),
        tampered("a region hangs in the air", "region_tree", "R99, which is not a region", () ->
            Tampering.change("onRegionOpened", region("inner"), RunMutants::orphan)),
        tampered("a region is opened twice", "region_tree", "was given twice", () ->
            Tampering.twice("onRegionOpened", region("inner"))),
        tampered("a region may take longer than the one around it", "deadline_monotone", "no deadline", () ->
            Tampering.change("onRegionOpened", region("tidied"), RunMutants::unbounded)));
  }

  private static List<Mutant> cancellation() {
    return List.of(
        tampered("a request passes a region by", "cancellation_protocol", "never cancelled itself", () ->
            Tampering.drop("onRegionCancelled", region("inner"))),
        tampered("a task leaves out a step", "cancellation_protocol", "but it was RUNNING", () ->
            Tampering.drop("onTaskState", all -> task("sleeper").test(all) && all[2] == TaskState.CANCEL_REQUESTED)),
        tampered("a mask is two deep at once", "cancellation_protocol", "steps are of one", () ->
            Tampering.change("onMask", task("masked"), all -> {
              all[1] = (int) all[1] + 1;
              return all;
            })),
        tampered("nobody asked a task that was told", "cancellation_protocol", "nobody requested", () ->
            Tampering.drop("onCancelRequested", task("sleeper"))),
        tampered("the inner region is told before the outer one", "cancel_order", "what is around it", () ->
            Tampering.late("onRegionCancelled", region("outer"), "onRegionCancelled", region("inner"))));
  }

  private static List<Mutant> tasks() {
    return List.of(
        tampered("a task does what it may not", "ambient_authority", "without TIME", () ->
            Tampering.change("onOperation", all -> task("teller0").test(all) && all[1] == OpKind.SLEEP,
                RunMutants::timeless)),
        tampered("a task starts twice", "task_lifecycle", "started twice", () ->
            Tampering.twice("onStart", task("teller0"))),
        tampered("a task acts before it starts", "task_lifecycle", "before it had started", () ->
            Tampering.late("onStart", task("teller0"), "onOperation", task("teller0"))),
        tampered("a task is never woken and goes on", "waits", "while it waited for SLEEP", () ->
            Tampering.drop("onResumed", all -> task("teller0").test(all) && all[1] == OpKind.SLEEP)),
        tampered("a task is woken twice", "waits", "it waited for nothing", () ->
            Tampering.twice("onResumed", task("sleeper"))),
        tampered("a slot is given back twice", "obligation_linearity", "it was resolved before", () ->
            Tampering.twice("onObligationResolved", obligation("orders"))),
        tampered("somebody else gives a slot back", "obligation_linearity obligation_leak", "by T99", () ->
            Tampering.change("onObligationResolved", obligation("orders"), RunMutants::ofAnother)),
        tampered("a slot changes hands unseen", "obligation_linearity obligation_leak", "held it", () ->
            Tampering.drop("onObligationTransferred", _ -> true)));
  }

  /** Nobody lies here; it is the program that does wrong. */
  private static List<Mutant> programs() {
    return List.of(
        new Mutant("obligation_leak", Mutant.Level.RUN, "a program forgets a permit", Set.of("obligation_leak"),
            "was never sent", RunMutants::forget),
        new Mutant("determinism", Mutant.Level.RUN, "a program counts its own runs", Set.of("determinism"),
            "Something that the lab does not control", () -> {
              AtomicLong runs = new AtomicLong();
              return complaints(LabRuntime.create(LabConfig.defaults()).checkDeterminism(Exception.class, cx -> {
                cx.trace("run " + runs.incrementAndGet());
                return "";
              }));
            }),
        new Mutant("determinism", Mutant.Level.RUN, "two runs have too little room for their traces",
            Set.of("determinism"), "cut off", () -> complaints(
                LabRuntime.create(LabConfig.defaults().traceCapacity(20))
                    .checkDeterminism(Exception.class, Showcase.PROGRAM))));
  }

  /** A leak is a panic there, so that nothing of it goes to a log. */
  private static Map<String, List<String>> forget() {
    OracleSuite suite = OracleSuite.of(List.of("all"));
    KernelSettings strict = KernelSettings.DEFAULT.withOnLeak(KernelSettings.LeakPolicy.PANIC);
    try (Kernel kernel = Kernel.open("lab", LabInterpretation.of(QUIET).wiring().observedBy(suite), strict)) {
      kernel.run(cx -> cx.region(scope -> {
        Channel<String> orders = scope.open(Channel.<String>bounded(1).named("orders"));
        Sender<String> out = orders.sender();
        scope.launch(c -> out.reserve(c));
        return null;
      }));
    }
    return SelfTest.complaints(suite);
  }

  private static Mutant tampered(String name, String oracles, String evidence, Supplier<Tampering> lie) {
    List<String> who = List.of(oracles.split(" "));
    return new Mutant(who.getFirst(), Mutant.Level.RUN, name, Set.copyOf(who), evidence, () -> {
      Tampering tampering = lie.get();
      OracleSuite suite = OracleSuite.of(List.of("all"));
      Map<String, List<String>> complaints = judge(tampering.before(suite), suite);
      return tampering.isDone() ? complaints : Map.of("nobody: the event never came", List.of(name));
    });
  }

  private static Map<String, List<String>> judge(RuntimeObserver told, OracleSuite suite) {
    LabReport<String, Exception> report =
        LabRuntime.create(QUIET).run(told, Exception.class, Showcase.PROGRAM);
    Map<String, List<String>> complaints = new LinkedHashMap<>(SelfTest.complaints(suite));
    complaints.put("the lab", report.violations().stream().map(Object::toString).toList());
    return complaints;
  }

  private static Map<String, List<String>> complaints(LabReport<?, ?> report) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (OracleReport verdict : report.oracles()) {
      all.put(verdict.oracle(), verdict.violations());
    }
    return all;
  }

  private static Predicate<Object[]> task(String name) {
    return all -> ((TaskInfo) all[0]).name().equals(name);
  }

  private static Predicate<Object[]> region(String name) {
    return all -> ((RegionInfo) all[0]).name().equals(name);
  }

  private static Predicate<Object[]> obligation(String channel) {
    return all -> ((ObligationInfo) all[0]).subject().contains('"' + channel + '"');
  }

  private static boolean hasLost(Object[] all, AtomicLong region) {
    boolean lost = all[1] instanceof Outcome.Cancelled<?, ?>(CancelReason reason)
        && reason.kind() == CancelKind.RACE_LOST;
    if (lost) {
      region.set(((TaskInfo) all[0]).region().value());
    }
    return lost;
  }

  private static Object[] orphan(Object[] all) {
    RegionInfo was = (RegionInfo) all[0];
    all[0] = new RegionInfo(was.run(), was.id(), was.name(), Optional.of(new RegionId(99)), was.opener(),
        was.policy(), was.budget());
    return all;
  }

  private static Object[] unbounded(Object[] all) {
    RegionInfo was = (RegionInfo) all[0];
    all[0] = new RegionInfo(was.run(), was.id(), was.name(), was.parent(), was.opener(), was.policy(),
        Budget.INFINITE);
    return all;
  }

  private static Object[] timeless(Object[] all) {
    TaskInfo was = (TaskInfo) all[0];
    all[0] = new TaskInfo(was.run(), was.id(), was.name(), was.region(), was.parent(), was.body(), was.tier(),
        was.budget(), EnumSet.of(Capability.SPAWN));
    return all;
  }

  private static Object[] ofAnother(Object[] all) {
    ObligationInfo was = (ObligationInfo) all[0];
    all[0] = new ObligationInfo(was.id(), was.kind(), new TaskId(99), was.region(), was.subject(), was.resource(),
        was.site());
    return all;
  }
}
