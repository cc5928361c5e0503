package dev.asupersync.lab.oracle;

import dev.asupersync.CancelReason;
import dev.asupersync.Outcome;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cancellation goes by its rules: tasks take legal steps only, requests only get stronger, a request is
 * acknowledged, unmasked, within {@value #PATIENCE} checkpoints and before the task ends, and reaches every
 * region below. Rules: 3.7, 4.2, 5.3, 5.14.
 */
final class CancellationProtocolOracle implements Oracle {

  private static final int MAX_MASK_DEPTH = 64;
  private static final int PATIENCE = MAX_MASK_DEPTH + 1;

  private static final class Track {
    final TaskInfo task;
    TaskState state = TaskState.CREATED;
    @Nullable CancelReason requested;
    int maskDepth;
    int checkpoints;

    Track(TaskInfo task) {
      this.task = task;
    }

    String label() {
      return Findings.label(task);
    }
  }

  private final Map<TaskId, Track> tasks = new TreeMap<>();
  /** How deep the bodies were masked that have ended: the finalizers of their regions begin as deep. */
  private final Map<RegionId, Integer> leftMasked = new HashMap<>();
  private final CancelPropagation propagation;
  private final Findings findings;

  CancellationProtocolOracle(Findings findings) {
    this.findings = findings;
    this.propagation = new CancelPropagation(findings);
  }

  @Override
  public String name() {
    return "cancellation_protocol";
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.REGION_OPENED, Hook.REGION_CANCELLED, Hook.REGION_CLOSED, Hook.SPAWN,
        Hook.TASK_STATE, Hook.CANCEL_REQUESTED, Hook.CANCEL_ACKNOWLEDGED, Hook.MASK, Hook.OPERATION);
  }

  @Override
  public void onRegionOpened(RegionInfo region) {
    propagation.opened(region);
  }

  @Override
  public void onRegionCancelled(RegionInfo region, CancelReason reason) {
    propagation.cancelled(region, reason);
  }

  @Override
  public void onRegionClosed(RegionInfo region, Outcome<?, ?> outcome) {
    propagation.closed(region);
    leftMasked.remove(region.id());
  }

  @Override
  public void onSpawn(TaskInfo task) {
    Track track = new Track(task);
    if (task.body()) {
      Track around = task.parent().map(tasks::get).orElse(null);
      track.maskDepth = around == null ? leftMasked.getOrDefault(task.region(), 0) : around.maskDepth;
    }
    tasks.put(task.id(), track);
  }

  @Override
  public void onTaskState(TaskInfo task, TaskState from, TaskState to) {
    Track track = track(task);
    if (track.state != from || (from != to && !from.allows(to))) {
      findings.add(track.label() + " went from " + from + " to " + to
          + (track.state == from ? ", which is no legal step" : ", but it was " + track.state));
    }
    track.state = to;
    if (to == TaskState.COMPLETED) {
      tasks.remove(task.id());
      if (task.body()) {
        leftMasked.putIfAbsent(task.region(), track.maskDepth); // the body ends before any finalizer
      }
    }
  }

  @Override
  public void onCancelRequested(TaskInfo task, CancelReason reason) {
    Track track = track(task);
    if (track.requested != null && reason.severity() < track.requested.severity()) {
      findings.add(track.label() + " was cancelled with \"" + reason + "\", weaker than \"" + track.requested
          + "\" before it");
    }
    track.requested = reason;
  }

  @Override
  public void onCancelAcknowledged(TaskInfo task, CancelReason reason) {
    Track track = track(task);
    if (track.requested == null) {
      findings.add(track.label() + " acknowledged a cancellation that nobody requested: \"" + reason + "\"");
    }
    if (track.maskDepth > 0) {
      findings.add(track.label() + " acknowledged a cancellation inside " + track.maskDepth + " masks");
    }
  }

  @Override
  public void onMask(TaskInfo task, int depth) {
    Track track = track(task);
    if (Math.abs(depth - track.maskDepth) != 1 || depth < 0 || depth > MAX_MASK_DEPTH) {
      findings.add(track.label() + " went from mask depth " + track.maskDepth + " to " + depth
          + "; steps are of one, from 0 to " + MAX_MASK_DEPTH);
    }
    track.maskDepth = depth;
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    if (kind != OpKind.CHECKPOINT) {
      return;
    }
    Track track = track(task);
    boolean mayBeTold = track.state == TaskState.CANCEL_REQUESTED && track.maskDepth == 0;
    if (mayBeTold && ++track.checkpoints == PATIENCE + 1) {
      findings.add(track.label() + " passed " + track.checkpoints
          + " checkpoints after it was cancelled and has not been told");
    }
  }

  @Override
  public List<String> check() {
    for (Track track : tasks.values()) {
      if (track.requested != null) {
        findings.add(track.label() + " was cancelled and never ended; it is " + track.state);
      }
    }
    tasks.clear();
    return findings.list();
  }

  private Track track(TaskInfo task) {
    return tasks.computeIfAbsent(task.id(), _ -> new Track(task));
  }
}
