package dev.asupersync.debug;

import dev.asupersync.TaskId;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tasks that wait only for each other: all that could end the wait of one are among them. Starts from all
 * that wait for somebody and takes out those for whom there is hope, until nothing changes. Linear in the number of
 * edges, of which tasks that wait for the same share one list.
 */
final class Deadlocks {

  private static final long MOST_EDGES = 2_000_000;

  private final Map<TaskId, TaskDump> hopeless = new LinkedHashMap<>();
  private final IdentityHashMap<List<TaskId>, List<TaskId>> waiters = new IdentityHashMap<>();
  private final Map<TaskId, List<List<TaskId>>> listsWith = new HashMap<>();
  private final Deque<List<TaskId>> hopeful = new ArrayDeque<>();

  private Deadlocks() {}

  /** Each group of tasks that wait for each other, in the order of their waits, as far as one ring of it goes. */
  static List<List<TaskDump>> in(Picture picture) {
    Deadlocks search = new Deadlocks();
    return search.collect(picture) ? search.rings() : List.of();
  }

  private boolean collect(Picture picture) {
    long edges = 0;
    for (TaskDump task : picture.tasks()) {
      Optional<WaitDump> wait = task.waitsFor();
      // A body that waits for its region, or an opener for its body, only passes on what others wait for.
      if (wait.isPresent() && !wait.get().heldUpBy().isEmpty()) {
        hopeless.put(task.id(), task);
        List<TaskId> by = wait.get().heldUpBy();
        List<TaskId> same = waiters.get(by);
        if (same == null) {
          edges += by.size();
          same = new ArrayList<>();
          waiters.put(by, same);
        }
        same.add(task.id());
      }
    }
    if (edges > MOST_EDGES) {
      return false;
    }
    waiters.keySet().forEach(list -> {
      list.forEach(id -> listsWith.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(list));
      boolean anyLive = list.stream().anyMatch(id -> picture.task(id).isPresent());
      if (!anyLive || list.stream().anyMatch(id -> picture.task(id).isPresent() && !hopeless.containsKey(id))) {
        hopeful.add(list);
      }
    });
    spreadHope();
    return true;
  }

  private void spreadHope() {
    for (List<TaskId> list = hopeful.poll(); list != null; list = hopeful.poll()) {
      List<TaskId> released = waiters.remove(list);
      if (released == null) {
        continue;
      }
      for (TaskId id : released) {
        hopeless.remove(id);
        hopeful.addAll(listsWith.getOrDefault(id, List.of()));
      }
    }
  }

  private List<List<TaskDump>> rings() {
    List<List<TaskDump>> rings = new ArrayList<>();
    Map<TaskId, Integer> visited = new HashMap<>();
    int walk = 0;
    for (TaskDump start : hopeless.values()) {
      walk++;
      TaskDump at = start;
      while (at != null && !visited.containsKey(at.id())) {
        visited.put(at.id(), walk);
        at = next(at);
      }
      if (at != null && visited.getOrDefault(at.id(), 0) == walk) {
        rings.add(ringFrom(at));
      }
    }
    return rings;
  }

  private List<TaskDump> ringFrom(TaskDump first) {
    List<TaskDump> ring = new ArrayList<>();
    TaskDump at = first;
    do {
      ring.add(at);
      at = next(at);
    } while (at != null && !at.id().equals(first.id()));
    return ring;
  }

  private @Nullable TaskDump next(TaskDump task) {
    return task.waitsFor().stream().flatMap(wait -> wait.heldUpBy().stream())
        .filter(hopeless::containsKey).findFirst().map(hopeless::get).orElse(null);
  }
}
