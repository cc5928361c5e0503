package dev.asupersync.tck;

import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.ObligationInfo;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes every event down as a line. Tasks and regions appear under their names, or their numbers where they
 * have none; the body of a region is {@code body of <region>}.
 */
final class Recorder implements RuntimeObserver {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Map<TaskId, String> holders = new ConcurrentHashMap<>();
  private final Map<Long, String> regions = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** The lines that begin so. */
  List<String> lines(String prefix) {
    return lines().stream().filter(line -> line.startsWith(prefix)).toList();
  }

  /** A line of the test's own. */
  void mark(String line) {
    lines.add(line);
  }

  boolean has(String line) {
    return lines.contains(line);
  }

  /** Throws the first assertion that failed anywhere in a program, whatever became of the panic. */
  void rethrowFailedAssertion() {
    AssertionError failed = failure.get();
    if (failed != null) {
      throw new AssertionError("An assertion failed inside the program: " + failed.getMessage(), failed);
    }
  }

  private void lookAt(Outcome<?, ?> outcome) {
    if (outcome instanceof Outcome.Panicked<?, ?>(AssertionError failed)) {
      failure.compareAndSet(null, failed);
    }
  }

  private void note(String... words) {
    lines.add(String.join(" ", words));
  }

  private static String name(RegionInfo region) {
    return region.name().isEmpty() ? region.id().toString() : region.name();
  }

  private String name(TaskInfo task) {
    if (task.body()) {
      return "body of " + regions.getOrDefault(task.region().value(), task.region().toString());
    }
    return task.name().isEmpty() ? task.id().toString() : task.name();
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.allOf(Hook.class);
  }

  @Override
  public void onRunStarted(long run) {
    note("run started");
  }

  @Override
  public void onRunEnded(long run, Outcome<?, ?> outcome) {
    note("run ended", outcome.severity().name());
  }

  @Override
  public void onRuntimeClosed() {
    note("runtime closed");
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    regions.put(region.id().value(), name(region));
    note("opened", name(region));
  }

  @Override
  public void onRegionState(RegionInfo region, RegionState from, RegionState to) {
    note("state", name(region), from.name(), to.name());
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    note("region cancelled", name(region), reason.kind().name());
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    lookAt(outcome);
    note("closed", name(region), outcome.severity().name());
  }

  @Override
  public void onSpawn(TaskInfo task) {
    holders.put(task.id(), name(task));
    note("spawn", name(task));
  }

  @Override
  public void onStart(TaskInfo task) {
    note("start", name(task));
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    note("task", name(task), from.name(), to.name());
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    note("cancel", name(task), reason.kind().name());
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    note("ack", name(task), reason.kind().name());
  }

  @Override
  public void onBudgetExhausted(TaskInfo task, CancelKind kind) {
    note("exhausted", name(task), kind.name());
  }

  @Override
  public void onMask(TaskInfo task, int depth) {
    note("mask", name(task), Integer.toString(depth));
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    lookAt(outcome);
    note("end", name(task), outcome.severity().name());
  }

  @Override
  public void onFinalizerRegistered(RegionInfo region, long finalizer) {
    note("finalizer registered", name(region));
  }

  @Override
  public void onFinalizerStarted(RegionInfo region, long finalizer) {
    note("finalizer started", name(region));
  }

  @Override
  public void onFinalizerEnded(RegionInfo region, long finalizer, Outcome<?, ?> outcome) {
    lookAt(outcome);
    note("finalizer ended", name(region), outcome.severity().name());
  }

  @Override
  public void onObligationReserved(ObligationInfo obligation) {
    note("reserved", holder(obligation.holder()));
  }

  @Override
  public void onObligationTransferred(ObligationInfo obligation, TaskId from) {
    note("transferred", holder(from), holder(obligation.holder()));
  }

  @Override
  public void onObligationResolved(ObligationInfo obligation, ObligationState state) {
    note("resolved", holder(obligation.holder()), state.name());
  }

  private String holder(TaskId task) {
    return holders.getOrDefault(task, task.toString());
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    note("operation", name(task), kind.name());
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    note("blocked", name(task), kind.name());
  }

  @Override
  public void onResumed(TaskInfo task, OpKind kind, long resource) {
    note("resumed", name(task), kind.name());
  }

  @Override
  public void onTrace(TaskInfo task, String message) {
    note("trace", name(task), message);
  }

  @Override
  public void onStuck(RegionInfo region, String report) {
    note("stuck", name(region), report);
  }
}
