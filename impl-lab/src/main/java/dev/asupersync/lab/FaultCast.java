package dev.asupersync.lab;

import dev.asupersync.lab.fault.Target;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is there to be cancelled, by name and by where code runs. */
final class FaultCast {

  static final Set<Hook> HOOKS =
      EnumSet.of(Hook.RUNTIME, Hook.SPAWN, Hook.START, Hook.END, Hook.REGION_OPENED, Hook.REGION_CLOSED);

  private static final long NOBODY = -1;

  private @Nullable RuntimeView view;
  /** The number of the task that a root's strand runs is not known when that starts, and told as 0. */
  private long root;
  private final TreeMap<Long, TaskInfo> tasks = new TreeMap<>();
  /** The open regions: how each is called, and the body that stands for it, though that may have ended. */
  private final TreeMap<Long, String> regions = new TreeMap<>();
  private final Map<Long, Long> bodies = new HashMap<>();
  /** Of each task that was spawned, the bodies of the regions that it is inside of, innermost first. */
  private final Map<Long, Deque<Long>> inside = new HashMap<>();

  void clear() {
    tasks.clear();
    regions.clear();
    bodies.clear();
    inside.clear();
  }

  void opened(RuntimeView opened) {
    view = opened;
  }

  @Nullable RuntimeView view() {
    return view;
  }

  void opened(RegionInfo region) {
    regions.put(region.id().value(), region.name());
  }

  void closed(RegionInfo region) {
    regions.remove(region.id().value());
    bodies.remove(region.id().value());
  }

  void spawned(TaskInfo task) {
    if (task.body()) {
      bodies.put(task.region().value(), task.id().value());
    }
    root = task.body() && task.parent().isEmpty() ? task.id().value() : root;
    tasks.put(task.id().value(), task);
  }

  void started(TaskInfo task) {
    if (task.body() && task.parent().isPresent()) {
      inside.computeIfAbsent(base(task), _ -> new ArrayDeque<>()).push(task.id().value());
    }
  }

  void ended(TaskInfo task) {
    if (task.body() && task.parent().isPresent()) {
      Deque<Long> left = inside.get(base(task));
      if (left != null) {
        left.remove(task.id().value());
      }
    }
    tasks.remove(task.id().value());
  }

  /** The task on whose strand that body runs. */
  private long base(TaskInfo body) {
    TaskInfo at = body;
    while (at.body() && at.parent().isPresent()) {
      TaskInfo parent = tasks.get(at.parent().get().value());
      if (parent == null) {
        return at.parent().get().value();
      }
      at = parent;
    }
    return at.id().value();
  }

  private long known(long task) {
    return task == 0 ? root : task;
  }

  /** What the task of a strand is called. */
  String nameOf(long task) {
    TaskInfo info = tasks.get(known(task));
    return info == null ? "" : info.name();
  }

  /** The number of that task, or of the body that stands for that region; -1 where there is none now. */
  long find(Target target, long strandTask) {
    long self = known(strandTask);
    return switch (target) {
      case Target.Self() -> tasks.containsKey(self) ? self : NOBODY;
      case Target.Here() -> here(self);
      case Target.Run() -> root;
      case Target.NamedTask(String name) -> tasks.values().stream()
          .filter(task -> !task.body() && task.name().equals(name))
          .mapToLong(task -> task.id().value()).findFirst().orElse(NOBODY);
      case Target.NamedRegion(String name) -> regions.entrySet().stream()
          .filter(region -> region.getValue().equals(name))
          .mapToLong(region -> bodies.getOrDefault(region.getKey(), NOBODY)).findFirst().orElse(NOBODY);
    };
  }

  private long here(long self) {
    Deque<Long> within = inside.get(self);
    if (within != null && !within.isEmpty()) {
      return within.peek();
    }
    TaskInfo task = tasks.get(self);
    return task == null ? NOBODY : bodies.getOrDefault(task.region().value(), NOBODY);
  }
}
