package dev.asupersync.debug;

import dev.asupersync.RegionState;
import dev.asupersync.TaskId;
import dev.asupersync.TaskState;
import dev.asupersync.debug.Picture.Node;
import dev.asupersync.dump.RegionDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in words what a region or a task is waiting for. */
final class Explain {

  private static final int MOST_TASKS = 10;
  private static final int LONGEST_CHAIN = 20;

  /**
   * An answer.
   *
   * @param summary how it stands, in one sentence
   * @param because one line for each of those that it waits for, the first few of them
   * @param chain who waits for whom from there on, a hop a line
   * @param advice what to do, where something looks wrong; else empty
   */
  record Answer(String summary, List<String> because, List<String> chain, String advice) {}

  private final Picture picture;

  Explain(Picture picture) {
    this.picture = picture;
  }

  Answer region(Node node) {
    RegionDump region = node.region();
    List<TaskDump> held = region.tasks().stream()
        .filter(task -> !task.body() || region.state() == RegionState.OPEN)
        .sorted(Comparator.comparing((TaskDump task) -> task.body()).reversed()
            .thenComparing(task -> task.waitsFor().isPresent()))
        .toList();
    List<String> because = folded(held);
    node.children().stream().limit(MOST_TASKS).forEach(child -> because.add(
        child.label() + " inside it is " + child.region().state() + ", with "
            + Words.count(child.tasksBelow(), "live task")));
    if (node.children().size() > MOST_TASKS) {
      because.add("and " + Words.count(node.children().size() - MOST_TASKS, "more region"));
    }
    // Of all that could be followed, whoever has waited longest is most likely to know.
    List<String> chain = held.stream().filter(task -> task.waitsFor().isPresent())
        .max(Comparator.comparingLong(task -> task.waitsFor().map(WaitDump::sinceNanos).orElse(0L)))
        .map(this::chain).orElse(List.of());
    return new Answer(summary(node), because, chain, advice(held));
  }

  /** A line for each, but those that wait for the same in one. */
  private List<String> folded(List<TaskDump> tasks) {
    Map<String, List<TaskDump>> alike = new LinkedHashMap<>();
    for (TaskDump task : tasks) {
      String what = task.waitsFor().filter(wait -> !task.body()).map(WaitDump::what).orElse(task.id().toString());
      alike.computeIfAbsent(task.state() + what, _ -> new ArrayList<>()).add(task);
    }
    List<String> lines = new ArrayList<>();
    alike.values().stream().limit(MOST_TASKS).forEach(same -> lines.add(line(same.getFirst())
        + (same.size() > 1 ? "; and so do " + Words.count(same.size() - 1, "other") : "")));
    long rest = alike.values().stream().skip(MOST_TASKS).mapToLong(List::size).sum();
    if (rest > 0) {
      lines.add("and " + Words.count(rest, "more task"));
    }
    return lines;
  }

  private String summary(Node node) {
    RegionDump region = node.region();
    long tasks = region.tasks().stream().filter(task -> !task.body()).count();
    String inside = Words.count(tasks, "task") + " and " + Words.count(node.children().size(), "child region");
    String state = switch (region.state()) {
      case OPEN -> "is open: its body has not returned. It has " + inside + ".";
      case CLOSING, DRAINING -> "is " + region.state() + ": it closes when " + inside + " have ended.";
      case FINALIZING -> "is FINALIZING: everything in it has ended, and its finalizers run, "
          + region.finalizers() + " of them still to come.";
      case CLOSED -> "is closed.";
    };
    return node.label() + " " + state + region.cancelReason()
        .map(reason ->
            " It was cancelled " + Words.time(picture.sinceNanos(reason)) + " ago: " + reason.explain() + ".")
        .orElse("");
  }

  private String advice(List<TaskDump> held) {
    Optional<TaskDump> deaf = held.stream().filter(task -> task.state() == TaskState.CANCEL_REQUESTED
        && task.waitsFor().isEmpty() && task.maskDepth() == 0).findFirst();
    return deaf.map(task -> label(task) + " was asked to stop and runs on without coming to a cancel point: add"
        + " cx.checkpoint() to its loop, or make its blocking call through cx.blocking().").orElse("");
  }

  Answer task(TaskDump task) {
    List<String> because = new ArrayList<>();
    task.waitsFor().ifPresent(wait -> wait.heldUpBy().stream().limit(MOST_TASKS)
        .forEach(id -> because.add(picture.task(id).map(this::line).orElse(id + " has ended"))));
    task.waitsFor().filter(wait -> wait.heldUpBy().size() > MOST_TASKS).ifPresent(wait ->
        because.add("and " + Words.count(wait.heldUpBy().size() - MOST_TASKS, "more task")));
    return new Answer(line(task), because, chain(task), advice(List.of(task)));
  }

  /** How one task stands. */
  String line(TaskDump task) {
    StringBuilder line = new StringBuilder(label(task)).append(task.body() ? ", the body," : "");
    Optional<WaitDump> wait = task.waitsFor();
    if (task.state() == TaskState.COMPLETED) {
      line.append(" has returned");
    } else if (task.state() == TaskState.CREATED) {
      line.append(" has not started yet");
    } else if (wait.isPresent()) {
      line.append(' ').append(verb(wait.get())).append(", for ")
          .append(Words.time(wait.get().sinceNanos())).append(whoEnds(wait.get()));
    } else {
      long silent = picture.silentNanos(task);
      line.append(" runs").append(silent > 0 ? ", without a checkpoint or a wait for " + Words.time(silent) : "");
    }
    if (!task.progress().isEmpty()) {
      line.append("; it last said \"").append(Words.cut(task.progress(), 200)).append('"');
    }
    task.cancelReason().ifPresent(reason -> line.append("; it was asked to stop ")
        .append(Words.time(picture.sinceNanos(reason))).append(" ago (").append(reason).append(')')
        .append(task.state() == TaskState.CANCEL_REQUESTED
            ? task.maskDepth() > 0 ? " and is masked" : " and has not heard it"
            : " and cleans up"));
    return line.toString();
  }

  private static String verb(WaitDump wait) {
    return wait.operation().equals("SLEEP") ? wait.what().replaceFirst("^sleep", "sleeps") : "waits for " + wait.what();
  }

  private String whoEnds(WaitDump wait) {
    List<TaskId> live = wait.heldUpBy().stream().filter(id -> picture.task(id).isPresent()).limit(4).toList();
    if (live.isEmpty()) {
      return wait.operation().equals("SLEEP") ? "" : "; no live task is known that could end this";
    }
    List<String> shown = live.stream().limit(3).map(id -> picture.task(id).map(Explain::label).orElse("")).toList();
    int more = wait.heldUpBy().size() - shown.size();
    return "; " + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "") + " could end this";
  }

  /** Who waits for whom, along the first that could end each wait. */
  List<String> chain(TaskDump from) {
    List<String> hops = new ArrayList<>();
    Set<TaskId> seen = new LinkedHashSet<>();
    Optional<TaskDump> at = Optional.of(from);
    while (at.isPresent()) {
      TaskDump task = at.get();
      if (!seen.add(task.id())) {
        hops.add(label(task) + " again: they wait for each other in a ring");
        return hops;
      }
      if (hops.size() == LONGEST_CHAIN) {
        hops.add("and so on");
        return hops;
      }
      Optional<WaitDump> wait = task.waitsFor();
      if (wait.isEmpty()) {
        hops.add(label(task) + (task.state() == TaskState.CREATED ? " has not started yet" : " runs"));
        return hops;
      }
      hops.add(label(task) + " " + verb(wait.get()));
      at = wait.get().heldUpBy().stream().flatMap(id -> picture.task(id).stream()).findFirst();
      if (at.isEmpty() && !wait.get().operation().equals("SLEEP")) {
        hops.add("which no live task is known to end");
      }
    }
    return hops;
  }

  static String label(TaskDump task) {
    return Words.named(task.id().toString(), task.name());
  }
}
