package dev.asupersync.kernel;

import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the picture of the live tree, one region at a time. What a task waits for is asked without a lock. */
final class Dumps {

  private Dumps() {}

  static RuntimeDump of(String runtime, Clock clock, List<Region> roots) {
    long now = clock.nanos();
    return new RuntimeDump(runtime, roots.stream().map(root -> region(root, now)).toList());
  }

  private static RegionDump region(Region region, long now) {
    List<TaskRecord> tasks;
    List<Region> children;
    RegionDump head;
    List<@Nullable Region> inside = new ArrayList<>();
    region.lock().lock();
    try {
      tasks = new ArrayList<>(region.tasks());
      TaskRecord body = region.body();
      if (body != null && !tasks.contains(body)) {
        tasks.addFirst(body);
      }
      tasks.forEach(task -> inside.add(task.inside()));
      children = List.copyOf(region.children());
      head =
          new RegionDump(
              region.id(), region.spec().name(), region.state(), now - region.openedNanos(),
              region.spec().budget(), Optional.ofNullable(region.reason()), region.finalizerCount(), List.of(),
              List.of());
    } finally {
      region.lock().unlock();
    }
    List<TaskDump> taskDumps = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      taskDumps.add(task(tasks.get(i), inside.get(i), now));
    }
    return new RegionDump(
        head.id(), head.name(), head.state(), head.ageNanos(), head.budget(), head.cancelReason(),
        head.finalizers(), taskDumps, children.stream().map(child -> region(child, now)).toList());
  }

  private static TaskDump task(TaskRecord task, @Nullable Region inside, long now) {
    return new TaskDump(
        task.id(), task.spec().name(), task.region().id(), task.spec().body(), task.state(),
        now - task.spawnedNanos(), task.budget().polls(), task.points().maskDepth(), task.progress(),
        Optional.ofNullable(task.reason()), held(task), wait(task, inside, now),
        Optional.ofNullable(inside).map(Region::id));
  }

  private static List<String> held(TaskRecord task) {
    Holdings holdings = task.holdingsIfAny();
    return holdings == null ? List.of() : holdings.describe();
  }

  private static Optional<WaitDump> wait(TaskRecord task, @Nullable Region inside, long now) {
    Wait wait = task.waiting();
    if (wait != null) {
      return Optional.of(
          new WaitDump(wait.subject().what(), now - wait.sinceNanos(), wait.subject().heldUpBy()));
    }
    if (inside == null) {
      return Optional.empty();
    }
    TaskRecord body = inside.body();
    List<TaskId> by = body == null ? List.of() : List.of(body.id());
    RegionId id = inside.id();
    return Optional.of(new WaitDump("its region " + id + " to close", now - inside.openedNanos(), by));
  }
}
