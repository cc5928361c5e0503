package dev.asupersync.lab.trace;

import dev.asupersync.CancelKind;
import dev.asupersync.RegionState;
import dev.asupersync.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trace is one that the rules of the runtime allow, in a single pass: each {@link TraceRule} is
 * checked against what the events before have said. The first breach ends it, because what follows may only
 * follow from that one.
 */
public final class Refinement {

  private final Map<Long, TaskFacts> tasks = new HashMap<>();
  private final Map<Long, RegionFacts> regions = new HashMap<>();
  private final Map<Long, Debt> debts = new HashMap<>();
  private final Set<Long> alarms = new HashSet<>();
  private final Set<Long> usedAlarms = new HashSet<>();
  private long next;
  private long nanos;
  private @Nullable Breach breach;

  private static final class TaskFacts {

    final long region;
    TaskState state = TaskState.CREATED;
    boolean started;
    boolean ended;
    int requested = -1;
    long mask;
    int debts;

    TaskFacts(long region) {
      this.region = region;
    }
  }

  private static final class RegionFacts {

    final long parent;
    final List<Long> finalizers = new ArrayList<>();
    long running = -1;
    RegionState state = RegionState.OPEN;
    boolean closed;
    int requested = -1;
    int live;
    int children;
    int debts;

    RegionFacts(long parent) {
      this.parent = parent;
    }
  }

  private static final class Debt {

    long holder;
    boolean resolved;

    Debt(long holder) {
      this.holder = holder;
    }
  }

  /** Ends the look at one event; always caught. */
  private static final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final TraceRule rule;
    private final String what;

    Broken(TraceRule rule, String what) {
      super(what, null, false, false);
      this.rule = rule;
      this.what = what;
    }
  }

  /** Nothing seen yet. */
  public Refinement() {}

  /** All of these, and no event lost. */
  public static Optional<Breach> check(Iterator<TraceEvent> events, long lost) {
    Refinement refinement = new Refinement();
    while (events.hasNext() && refinement.breach == null) {
      refinement.add(events.next());
    }
    return refinement.end(lost);
  }

  /** The next event. */
  public void add(TraceEvent event) {
    if (breach != null) {
      return;
    }
    try {
      shape(event);
      switch (TraceCategory.of(event.kind())) {
        case TASK -> task(event);
        case REGION -> region(event);
        case CANCELLATION -> cancellation(event);
        case OBLIGATION -> obligation(event);
        case TIME -> time(event);
        case VIOLATION -> require(event.kind() != TraceKind.VIOLATION, TraceRule.RUN_001,
            "the lab stopped the run with " + event.text());
        case OPERATION, SCHEDULING, PROGRAM -> {
          // Allowed at any time.
        }
      }
    } catch (Broken broken) {
      breach = new Breach(broken.rule, event.seq(), event.toString(), broken.what);
    }
  }

  /** What is broken up to here, if anything is. */
  public Optional<Breach> breach() {
    return Optional.ofNullable(breach);
  }

  /** That was the last; {@code lost} more are not there. The breach, if there is one. */
  public Optional<Breach> end(long lost) {
    if (breach == null) {
      try {
        require(lost == 0, TraceRule.RUN_003, lost + " events are lost");
        tasks.forEach((id, task) -> require(task.ended, TraceRule.RUN_002, "task " + id + " has not ended"));
        regions.forEach((id, region) ->
            require(region.closed, TraceRule.RUN_002, "region " + id + " has not closed"));
      } catch (Broken broken) {
        breach = new Breach(broken.rule, next, "the end", broken.what);
      }
    }
    return Optional.ofNullable(breach);
  }

  private static void require(boolean holds, TraceRule rule, String what) {
    if (!holds) {
      throw new Broken(rule, what);
    }
  }

  private void shape(TraceEvent event) {
    require(event.seq() == next, TraceRule.SHAPE_001, "number " + event.seq() + " where " + next + " was due");
    next++;
    require(event.nanos() >= nanos, TraceRule.SHAPE_002, event.nanos() + " ns after " + nanos);
    nanos = event.nanos();
    Shapes.broken(event).ifPresent(rule -> {
      throw new Broken(rule, "it is not so");
    });
  }

  private TaskFacts task(long id, TraceRule unknown) {
    @Nullable TaskFacts facts = tasks.get(id);
    require(facts != null, unknown, "task " + id + " was never spawned");
    return Objects.requireNonNull(facts);
  }

  private RegionFacts region(long id, TraceRule unknown) {
    @Nullable RegionFacts facts = regions.get(id);
    require(facts != null, unknown, "region " + id + " was never opened");
    return Objects.requireNonNull(facts);
  }

  private void task(TraceEvent event) {
    long id = event.numbers().getFirst();
    switch (event.kind()) {
      case SPAWN -> spawn(event, id);
      case START -> {
        TaskFacts task = task(id, TraceRule.START_001);
        require(!task.started && !task.ended, TraceRule.START_002, "task " + id);
        task.started = true;
      }
      case END -> {
        TaskFacts task = task(id, TraceRule.END_001);
        require(!task.ended, TraceRule.END_002, "task " + id);
        require(task.debts == 0, TraceRule.OBLIGATION_008, "task " + id + " owes " + task.debts);
        task.ended = true;
        region(task.region, TraceRule.SPAWN_002).live--;
      }
      case TASK_STATE -> {
        TaskFacts task = task(id, TraceRule.STATE_001);
        TaskState from = TraceCodes.taskState(event.numbers().get(1)).orElseThrow();
        TaskState to = TraceCodes.taskState(event.numbers().get(2)).orElseThrow();
        require(task.state == from, TraceRule.STATE_001, "task " + id + " is " + task.state + ", not " + from);
        require(from.allows(to), TraceRule.STATE_002, "task " + id + " from " + from + " to " + to);
        task.state = to;
      }
      default -> {
        TaskFacts task = task(id, TraceRule.MASK_001);
        long depth = event.numbers().get(1);
        require(Math.abs(depth - task.mask) == 1, TraceRule.MASK_001,
            "task " + id + " from " + task.mask + " to " + depth);
        task.mask = depth;
      }
    }
  }

  private void spawn(TraceEvent event, long id) {
    require(!tasks.containsKey(id), TraceRule.SPAWN_001, "task " + id);
    long in = event.numbers().get(1);
    RegionFacts region = region(in, TraceRule.SPAWN_002);
    boolean admits = region.state == RegionState.OPEN
        || (region.state == RegionState.FINALIZING && event.numbers().get(3) == 1);
    require(admits, TraceRule.SPAWN_003, "task " + id + " in region " + in + ", which is " + region.state);
    long parent = event.numbers().get(2);
    require(parent < 0 || tasks.containsKey(parent), TraceRule.SPAWN_004, "task " + parent);
    TaskFacts task = new TaskFacts(in);
    TaskFacts around = tasks.get(parent);
    task.mask = around != null && event.numbers().get(3) == 1 ? around.mask : 0;
    tasks.put(id, task);
    region.live++;
  }

  private void region(TraceEvent event) {
    long id = event.numbers().getFirst();
    switch (event.kind()) {
      case REGION_OPENED -> {
        require(!regions.containsKey(id), TraceRule.REGION_001, "region " + id);
        long parent = event.numbers().get(1);
        if (parent >= 0) {
          RegionFacts around = region(parent, TraceRule.REGION_002);
          boolean waits = around.state == RegionState.CLOSING || around.state == RegionState.DRAINING;
          require(around.state == RegionState.OPEN || (waits && around.requested < 0), TraceRule.REGION_002,
              "region " + parent + " is " + around.state + (waits ? " and cancelled" : ""));
          around.children++;
        }
        regions.put(id, new RegionFacts(parent));
      }
      case REGION_STATE -> {
        RegionFacts region = region(id, TraceRule.REGION_003);
        RegionState from = TraceCodes.regionState(event.numbers().get(1)).orElseThrow();
        RegionState to = TraceCodes.regionState(event.numbers().get(2)).orElseThrow();
        require(region.state == from, TraceRule.REGION_003,
            "region " + id + " is " + region.state + ", not " + from);
        require(from.allows(to), TraceRule.REGION_004, "region " + id + " from " + from + " to " + to);
        region.state = to;
      }
      case REGION_CLOSED -> closed(id);
      default -> finalizer(event.kind(), region(id, TraceRule.FINALIZER_001), event.numbers().get(1));
    }
  }

  private void closed(long id) {
    RegionFacts region = region(id, TraceRule.CLOSE_001);
    require(!region.closed && region.state == RegionState.CLOSED, TraceRule.CLOSE_002,
        "region " + id + " is " + region.state + (region.closed ? ", and has closed before" : ""));
    require(region.debts == 0, TraceRule.OBLIGATION_001, "region " + id + " has " + region.debts + " reserved");
    require(region.live == 0, TraceRule.QUIESCENCE_001, "region " + id + " has " + region.live + " live tasks");
    require(region.children == 0, TraceRule.QUIESCENCE_002,
        "region " + id + " has " + region.children + " regions in it");
    require(region.finalizers.isEmpty() && region.running < 0, TraceRule.QUIESCENCE_003,
        "region " + id + " has finalizers left: " + region.finalizers);
    region.closed = true;
    if (region.parent >= 0) {
      region(region.parent, TraceRule.REGION_002).children--;
    }
  }

  private static void finalizer(TraceKind kind, RegionFacts region, long id) {
    switch (kind) {
      case FINALIZER_REGISTERED -> {
        require(!region.finalizers.contains(id), TraceRule.FINALIZER_001, "finalizer " + id);
        region.finalizers.add(id);
      }
      case FINALIZER_STARTED -> {
        require(region.running < 0, TraceRule.FINALIZER_002, region.running + " still runs");
        require(!region.finalizers.isEmpty() && region.finalizers.getLast() == id, TraceRule.FINALIZER_001,
            "finalizer " + id + ", and registered are " + region.finalizers);
        region.finalizers.removeLast();
        region.running = id;
      }
      default -> {
        require(region.running == id, TraceRule.FINALIZER_002, "finalizer " + id + " does not run");
        region.running = -1;
      }
    }
  }

  private void cancellation(TraceEvent event) {
    long id = event.numbers().getFirst();
    long kind = event.numbers().get(1);
    switch (event.kind()) {
      case CANCEL_REQUESTED -> {
        TaskFacts task = task(id, TraceRule.CANCEL_001);
        require(!task.ended, TraceRule.CANCEL_001, "task " + id + " has ended");
        task.requested = stronger("task " + id, task.requested, kind);
      }
      case REGION_CANCELLED -> {
        RegionFacts region = region(id, TraceRule.CANCEL_001);
        require(!region.closed, TraceRule.CANCEL_001, "region " + id + " has closed");
        region.requested = stronger("region " + id, region.requested, kind);
      }
      case CANCEL_ACKNOWLEDGED -> {
        TaskFacts task = task(id, TraceRule.ACK_001);
        require(task.requested >= 0 && !task.ended, TraceRule.ACK_001, "task " + id);
        require(task.mask == 0, TraceRule.ACK_002, "task " + id + " under " + task.mask + " masks");
      }
      default -> {
        // A budget is exhausted whenever it is.
      }
    }
  }

  private static int stronger(String who, int before, long code) {
    int severity = Arrays.stream(CancelKind.values())
        .filter(kind -> kind.code() == code).findFirst().orElseThrow().severity();
    require(severity >= before, TraceRule.CANCEL_002, who + " from severity " + before + " to " + severity);
    return severity;
  }

  private void obligation(TraceEvent event) {
    long id = event.numbers().getFirst();
    long who = event.numbers().get(1);
    if (event.kind() == TraceKind.OBLIGATION_RESERVED) {
      require(!debts.containsKey(id), TraceRule.OBLIGATION_002, "obligation " + id);
      TaskFacts holder = task(who, TraceRule.OBLIGATION_003);
      require(!holder.ended, TraceRule.OBLIGATION_003, "task " + who + " has ended");
      long in = event.numbers().get(2);
      require(holder.region == in, TraceRule.OBLIGATION_004,
          "task " + who + " is in region " + holder.region + ", not " + in);
      debts.put(id, new Debt(who));
      owes(holder, 1);
      return;
    }
    @Nullable Debt found = debts.get(id);
    require(found != null, TraceRule.OBLIGATION_005, "obligation " + id);
    Debt debt = Objects.requireNonNull(found);
    require(!debt.resolved, TraceRule.OBLIGATION_006, "obligation " + id);
    boolean handedOn = event.kind() == TraceKind.OBLIGATION_TRANSFERRED;
    long from = handedOn ? event.numbers().get(2) : who;
    require(debt.holder == from, TraceRule.OBLIGATION_007, "task " + debt.holder + " has it, not " + from);
    require(event.kind() != TraceKind.OBLIGATION_LEAKED, TraceRule.LEAK_001, "obligation " + id);
    owes(task(debt.holder, TraceRule.OBLIGATION_003), -1);
    if (handedOn) {
      TaskFacts to = task(who, TraceRule.OBLIGATION_003);
      require(!to.ended, TraceRule.OBLIGATION_003, "task " + who + " has ended");
      debt.holder = who;
      owes(to, 1);
    } else {
      debt.resolved = true;
    }
  }

  private void owes(TaskFacts task, int more) {
    task.debts += more;
    region(task.region, TraceRule.SPAWN_002).debts += more;
  }

  private void time(TraceEvent event) {
    long id = event.numbers().getFirst();
    switch (event.kind()) {
      case TIME_ADVANCED -> {
        long to = event.numbers().get(1);
        require(id >= nanos && to >= id, TraceRule.TIME_001, "from " + id + " to " + to + " at " + nanos);
      }
      case ALARM_SET -> require(!usedAlarms.contains(id) && alarms.add(id), TraceRule.ALARM_001, "alarm " + id);
      default -> {
        require(alarms.remove(id), TraceRule.ALARM_001, "alarm " + id + " is not set");
        usedAlarms.add(id);
      }
    }
  }
}
