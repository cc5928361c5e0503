package dev.asupersync.debug;

import dev.asupersync.CancelReason;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.dump.TaskDump;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look at the live tree, indexed, with what lies below each region counted. */
final class Picture {

  /** A region in its place. */
  static final class Node {
    private final RegionDump region;
    private final @Nullable Node parent;
    private final List<Node> children = new ArrayList<>();
    private long tasksBelow;
    private long regionsBelow;
    private long obligationsBelow;

    private Node(RegionDump region, @Nullable Node parent) {
      this.region = region;
      this.parent = parent;
    }

    RegionDump region() {
      return region;
    }

    Optional<Node> parent() {
      return Optional.ofNullable(parent);
    }

    List<Node> children() {
      return children;
    }

    /** Live tasks in it and below. */
    long tasksBelow() {
      return tasksBelow;
    }

    /** Live regions below it. */
    long regionsBelow() {
      return regionsBelow;
    }

    long obligationsBelow() {
      return obligationsBelow;
    }

    String label() {
      return Words.named(region.id().toString(), region.name());
    }

    Optional<TaskDump> body() {
      return region.tasks().stream().filter(TaskDump::body).findFirst();
    }
  }

  private final RuntimeDump dump;
  private final long epochNanos;
  private long lookNanos;
  private final List<Node> roots = new ArrayList<>();
  private final Map<RegionId, Node> regions = new LinkedHashMap<>();
  private final Map<TaskId, TaskDump> tasks = new LinkedHashMap<>();
  private Map<Long, Long> heldSince = Map.of();
  private Map<Long, Long> runningSince = Map.of();
  private List<Findings.Finding> findings = List.of();

  /** @param epochNanos when, for people */
  Picture(RuntimeDump dump, long epochNanos) {
    this.dump = dump;
    this.epochNanos = epochNanos;
    dump.roots().forEach(root -> roots.add(add(root, null)));
  }

  private Node add(RegionDump region, @Nullable Node parent) {
    Node node = new Node(region, parent);
    regions.put(region.id(), node);
    node.tasksBelow = region.tasks().size();
    for (TaskDump task : region.tasks()) {
      tasks.put(task.id(), task);
      node.obligationsBelow += task.obligations().size();
    }
    for (RegionDump each : region.children()) {
      Node child = add(each, node);
      node.children.add(child);
      node.tasksBelow += child.tasksBelow;
      node.regionsBelow += 1 + child.regionsBelow;
      node.obligationsBelow += child.obligationsBelow;
    }
    return node;
  }

  void seen(Map<Long, Long> held, Map<Long, Long> running) {
    heldSince = held;
    runningSince = running;
  }

  void found(List<Findings.Finding> all) {
    findings = all;
  }

  void took(long nanos) {
    lookNanos = nanos;
  }

  RuntimeDump dump() {
    return dump;
  }

  long epochNanos() {
    return epochNanos;
  }

  /** What looks wrong, the worst first. */
  List<Findings.Finding> findings() {
    return findings;
  }

  /** What the look took. */
  long lookNanos() {
    return lookNanos;
  }

  List<Node> roots() {
    return roots;
  }

  Collection<Node> regions() {
    return regions.values();
  }

  Collection<TaskDump> tasks() {
    return tasks.values();
  }

  Optional<Node> region(RegionId id) {
    return Optional.ofNullable(regions.get(id));
  }

  Optional<TaskDump> task(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** For how long an obligation has been held, at least. */
  long heldNanos(long obligation) {
    return dump.atNanos() - heldSince.getOrDefault(obligation, dump.atNanos());
  }

  /** For how long a task that does not wait has come to no checkpoint, at least. */
  long silentNanos(TaskDump task) {
    return dump.atNanos() - runningSince.getOrDefault(task.id().value(), dump.atNanos());
  }

  /** How long ago somebody asked for that. */
  long sinceNanos(CancelReason reason) {
    return Math.max(0, dump.atNanos() - reason.atNanos());
  }
}
