package dev.asupersync.kernel;

import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.dump.ObligationDump;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.RuntimeDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the picture of the live tree, one region at a time. What a task waits for, and what the things that a
 * region owns say of themselves, is asked without its lock.
 */
final class Dumps {

  /** What is waited for, put into words once for all that wait for the same. */
  private record Words(String what, List<TaskId> heldUpBy) {}

  private final long now;
  private final IdentityHashMap<Wait.Subject, Words> words = new IdentityHashMap<>();

  private Dumps(long now) {
    this.now = now;
  }

  static RuntimeDump of(String runtime, Clock clock, List<Region> roots, List<String> notes) {
    Dumps dumps = new Dumps(clock.nanos());
    return new RuntimeDump(runtime, dumps.now, roots.stream().map(dumps::region).toList(), notes);
  }

  private RegionDump region(Region region) {
    List<TaskRecord> tasks;
    List<Region> children;
    List<Owned> owned;
    RegionDump head;
    List<@Nullable Region> inside = new ArrayList<>();
    region.lock().lock();
    try {
      tasks = new ArrayList<>(region.tasks());
      TaskRecord body = region.body();
      if (body != null && !body.linked) {
        tasks.addFirst(body);
      }
      tasks.forEach(task -> inside.add(task.inside()));
      children = List.copyOf(region.children());
      owned = List.copyOf(region.opened());
      head =
          new RegionDump(
              region.id(), region.spec().name(), region.state(), now - region.openedNanos(),
              region.spec().budget(), Optional.ofNullable(region.reason()), region.finalizerCount(), List.of(),
              List.of(), List.of());
    } finally {
      region.lock().unlock();
    }
    List<TaskDump> taskDumps = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      taskDumps.add(task(tasks.get(i), inside.get(i)));
    }
    return new RegionDump(
        head.id(), head.name(), head.state(), head.ageNanos(), head.budget(), head.cancelReason(),
        head.finalizers(), owned.stream().map(Owned::dump).toList(), taskDumps,
        children.stream().map(this::region).toList());
  }

  private TaskDump task(TaskRecord task, @Nullable Region inside) {
    return new TaskDump(
        task.id(), task.spec().name(), task.region().id(), task.spec().body(), task.state(),
        now - task.spawnedNanos(), task.budget().budget(), task.budget().polls(), task.points().maskDepth(),
        task.progress(), Optional.ofNullable(task.reason()), held(task), wait(task, inside),
        Optional.ofNullable(inside).map(Region::id));
  }

  private static List<ObligationDump> held(TaskRecord task) {
    Holdings holdings = task.holdingsIfAny();
    return holdings == null ? List.of() : holdings.dump();
  }

  private Optional<WaitDump> wait(TaskRecord task, @Nullable Region inside) {
    Wait wait = task.waiting();
    if (wait != null) {
      Words said = words.computeIfAbsent(
          wait.subject(), subject -> new Words(subject.what(), List.copyOf(subject.heldUpBy())));
      return Optional.of(
          new WaitDump(wait.kind().name(), said.what, now - wait.sinceNanos(), said.heldUpBy));
    }
    if (inside == null) {
      return Optional.empty();
    }
    TaskRecord body = inside.body();
    List<TaskId> by = body == null ? List.of() : List.of(body.id());
    RegionId id = inside.id();
    return Optional.of(
        new WaitDump("REGION_CLOSE", "its region " + id + " to close", now - inside.openedNanos(), by));
  }
}
