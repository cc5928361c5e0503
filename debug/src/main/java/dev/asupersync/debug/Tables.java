package dev.asupersync.debug;

import dev.asupersync.TaskState;
import dev.asupersync.debug.Findings.Finding;
import dev.asupersync.debug.Picture.Node;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.obligation.ObligationState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is not about one region or task: numbers, waits, channels, findings, events. */
final class Tables {

  /** A thing and the region that owns it. */
  private record Owned(Node owner, OwnedDump thing) {

    double fill() {
      OptionalLong most = thing.capacity();
      return thing.used().isEmpty() || most.isEmpty() || most.getAsLong() == 0
          ? 0
          : (double) thing.used().getAsLong() / most.getAsLong();
    }

    int waiting() {
      return thing.waitingToPut() + thing.waitingToTake();
    }
  }

  private static final class Waiting {
    private final TaskDump first;
    private long count;
    private long longestNanos;

    Waiting(TaskDump first) {
      this.first = first;
    }
  }

  private final Picture picture;

  Tables(Picture picture) {
    this.picture = picture;
  }

  Map<String, Object> summary(Recorder recorder, DebugOptions options) {
    List<Finding> found = picture.findings();
    Tally tally = recorder.tally();
    long ended = 0;
    Map<String, Object> outcomes = new LinkedHashMap<>();
    for (int i = 0; i < Tally.OUTCOMES.length; i++) {
      outcomes.put(Tally.OUTCOMES[i], tally.tasksEndedCount(i));
      ended += tally.tasksEndedCount(i);
    }
    return Json.object(
        "runtime", picture.dump().runtime(),
        "epochMillis", picture.epochNanos() / 1_000_000,
        "lookNanos", picture.lookNanos(),
        "refreshMillis", options.refresh().toMillis(),
        "pid", ProcessHandle.current().pid(),
        "programs", picture.roots().size(),
        "regions", picture.regions().size(),
        "tasks", picture.tasks().size(),
        "waiting", picture.tasks().stream().filter(task -> task.waitsFor().isPresent()).count(),
        "stopping", picture.tasks().stream().filter(task -> task.state().isCancelling()).count(),
        "notStarted", picture.tasks().stream().filter(task -> task.state() == TaskState.CREATED).count(),
        "obligations", picture.tasks().stream().mapToLong(task -> task.obligations().size()).sum(),
        "started", tally.tasksStartedCount(),
        "ended", ended,
        "outcomes", outcomes,
        "leaked", tally.resolvedCount(ObligationState.LEAKED),
        "alarms", found.stream().filter(Finding::isCertain).map(Finding::kind).distinct().toList(),
        "certain", found.stream().filter(Finding::isCertain).count(),
        "findings", found.size(),
        "events", recorder.events().count(),
        "incidents", recorder.incidents().count());
  }

  /** What is waited for, by how many. */
  Map<String, Object> waits(int most) {
    Map<String, Waiting> byWhat = new LinkedHashMap<>();
    for (TaskDump task : picture.tasks()) {
      task.waitsFor().ifPresent(wait -> {
        String what = wait.operation().equals("SLEEP") ? "sleep" : wait.what();
        Waiting same = byWhat.computeIfAbsent(what, _ -> new Waiting(task));
        same.count++;
        same.longestNanos = Math.max(same.longestNanos, wait.sinceNanos());
      });
    }
    List<Map<String, Object>> rows = byWhat.entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<String, Waiting> each) -> each.getValue().count).reversed()
            .thenComparingLong(each -> -each.getValue().longestNanos))
        .limit(most)
        .map(each -> waits(each.getKey(), each.getValue())).toList();
    return Json.object("total", byWhat.size(), "waits", rows);
  }

  private Map<String, Object> waits(String what, Waiting waiting) {
    TaskDump first = waiting.first;
    return Json.object(
        "what", what,
        "count", waiting.count,
        "longestNanos", waiting.longestNanos,
        "first", Explain.label(first),
        "heldUpBy", first.waitsFor().stream().flatMap(wait -> wait.heldUpBy().stream()).limit(5)
            .map(id -> picture.task(id).map(Explain::label).orElse(id + " (ended)")).toList(),
        "heldUpByCount", first.waitsFor().map(wait -> wait.heldUpBy().size()).orElse(0));
  }

  /** Channels, locks and pools: those that are waited for first, then the fullest. */
  Map<String, Object> owned(boolean all, int offset, int most) {
    List<Owned> things = new ArrayList<>();
    picture.regions().forEach(node -> node.region().owned().stream()
        .filter(thing -> all || thing.used().isPresent())
        .forEach(thing -> things.add(new Owned(node, thing))));
    List<Map<String, Object>> rows = things.stream()
        .sorted(Comparator.comparingInt(Owned::waiting).thenComparingDouble(Owned::fill).reversed())
        .skip(offset).limit(most).map(each -> owned(each.owner, each.thing)).toList();
    return Json.object("total", things.size(), "offset", offset, "owned", rows);
  }

  static Map<String, Object> owned(Node owner, OwnedDump thing) {
    return Json.object(
        "number", thing.number(),
        "subject", Words.cut(thing.subject(), 200),
        "region", owner.region().id(),
        "regionName", Words.cut(owner.region().name(), 200),
        "used", thing.used().isPresent() ? Optional.of(thing.used().getAsLong()) : Optional.empty(),
        "capacity", thing.capacity().isPresent() ? Optional.of(thing.capacity().getAsLong()) : Optional.empty(),
        "waitingToPut", thing.waitingToPut(),
        "waitingToTake", thing.waitingToTake());
  }

  Map<String, Object> findings() {
    return Json.object("findings", picture.findings().stream().map(each -> Json.object(
        "kind", each.kind(),
        "certain", each.isCertain(),
        "subject", each.subject(),
        "text", each.text(),
        "advice", each.advice())).toList());
  }

  static Map<String, Object> events(EventRing ring, long after, int most) {
    return Json.object("total", ring.count(), "events", ring.newest(after, most).stream().map(event -> Json.object(
        "number", event.number(),
        "epochMillis", event.epochNanos() / 1_000_000,
        "kind", event.kind().words(),
        "subject", event.subject(),
        "text", event.text())).toList());
  }
}
