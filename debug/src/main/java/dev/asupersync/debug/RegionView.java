package dev.asupersync.debug;

import dev.asupersync.RegionId;
import dev.asupersync.TaskState;
import dev.asupersync.debug.Picture.Node;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.TaskDump;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One region as JSON, with its tasks folded into groups that differ only in their numbers: a hundred thousand workers
 * that wait for one channel are one line.
 */
final class RegionView {

  private static final int MOST_GROUPS = 50;
  private static final int MOST_OWNED = 100;

  /** What tasks of one group have in common. */
  private record Likeness(String name, TaskState state, String waitsFor) {

    static Likeness of(TaskDump task) {
      return new Likeness(
          numberless(task.name()), task.state(),
          task.waitsFor().map(wait -> wait.operation().equals("SLEEP") ? "sleep" : numberless(wait.what())).orElse(""));
    }

    private static String numberless(String text) {
      return Words.cut(text, 200).replaceAll("\\d+", "#");
    }

    String key() {
      return Integer.toHexString(hashCode());
    }
  }

  private static final class Group {
    private final TaskDump first;
    private long count;
    private long longestNanos;

    Group(TaskDump first) {
      this.first = first;
    }
  }

  private final Picture picture;
  private final int offset;
  private final int most;
  private final String group;

  /** @param group the key of the group whose tasks are wanted, or the empty string for all */
  RegionView(Picture picture, int offset, int most, String group) {
    this.picture = picture;
    this.offset = offset;
    this.most = most;
    this.group = group;
  }

  Map<String, Object> of(Node node) {
    RegionDump region = node.region();
    TaskView tasks = new TaskView(picture);
    Map<String, Object> view = new TreeView(picture, 0, 0).row(node);
    view.put("label", node.label());
    view.put("path", path(picture, region.id()));
    view.put("budget", tasks.budget(region.budget()));
    region.cancelReason().ifPresent(reason -> view.put("cancellation", tasks.reason(reason)));
    view.put("finalizers", region.finalizers());
    view.put("explain", TaskView.answer(new Explain(picture).region(node)));
    view.put("owned", region.owned().stream().limit(MOST_OWNED).map(thing -> Tables.owned(node, thing)).toList());
    view.put("ownedCount", region.owned().size());

    Map<Likeness, Group> groups = new LinkedHashMap<>();
    List<TaskDump> shown = new ArrayList<>();
    long matching = 0;
    for (TaskDump task : region.tasks()) {
      Likeness likeness = Likeness.of(task);
      Group same = groups.computeIfAbsent(likeness, _ -> new Group(task));
      same.count++;
      same.longestNanos = Math.max(same.longestNanos, task.waitsFor().map(wait -> wait.sinceNanos()).orElse(0L));
      if (group.isEmpty() || likeness.key().equals(group)) {
        if (matching >= offset && shown.size() < most) {
          shown.add(task);
        }
        matching++;
      }
    }
    view.put("groups", groups.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<Likeness, Group> each) -> each.getValue().count).reversed())
        .limit(MOST_GROUPS).map(each -> group(each.getKey(), each.getValue())).toList());
    view.put("groupCount", groups.size());
    view.put("taskCount", matching);
    view.put("offset", offset);
    view.put("taskList", shown.stream().map(tasks::row).toList());
    return view;
  }

  private static Map<String, Object> group(Likeness likeness, Group group) {
    return Json.object(
        "key", likeness.key(),
        "name", group.count == 1 ? group.first.name() : likeness.name,
        "count", group.count,
        "state", likeness.state,
        "waitsFor", Optional.of(likeness.waitsFor).filter(what -> !what.isEmpty()),
        "longestNanos", group.longestNanos,
        "first", group.first.id());
  }

  /** The regions around it, from the root down to itself; of a very deep one the innermost. */
  static List<Map<String, Object>> path(Picture picture, RegionId id) {
    Deque<Map<String, Object>> path = new ArrayDeque<>();
    Optional<Node> at = picture.region(id);
    while (at.isPresent() && path.size() < 20) {
      path.addFirst(Json.object("id", at.get().region().id(), "name", Words.cut(at.get().region().name(), 200)));
      at = at.get().parent();
    }
    return List.copyOf(path);
  }
}
