package dev.asupersync.debug;

import dev.asupersync.TaskState;
import dev.asupersync.debug.Picture.Node;
import dev.asupersync.dump.ObligationDump;
import dev.asupersync.dump.OwnedDump;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What looks wrong: what waits for itself, what does not hear, what leaks, what is full. */
final class Findings {

  private static final int MOST_OF_A_KIND = 20;

  enum Kind {
    DEADLOCK, STUCK, LEAKED, DEAF, SILENT, LOST, HELD_LONG, SLOW_CLOSE, FULL
  }

  /**
   * Something to look at.
   *
   * @param subject the id of what it is about
   * @param advice what to do
   */
  record Finding(Kind kind, String subject, String text, String advice) {

    /** Whether it is wrong in any case; else it may be meant. */
    boolean isCertain() {
      return kind == Kind.DEADLOCK || kind == Kind.STUCK || kind == Kind.LEAKED;
    }
  }

  private final Recorder recorder;
  private final long stuckNanos;

  Findings(Recorder recorder, Duration stuckAfter) {
    this.recorder = recorder;
    this.stuckNanos = stuckAfter.toNanos();
  }

  /** The worst first, of each kind the first few. */
  List<Finding> in(Picture picture) {
    Gathering found = new Gathering(picture);
    Deadlocks.in(picture).forEach(found::deadlock);
    recorder.incidents().newest(0, Integer.MAX_VALUE).forEach(found::incident);
    picture.tasks().forEach(found::task);
    found.lost();
    picture.regions().forEach(found::region);
    return found.sorted();
  }

  private final class Gathering {

    private final Picture picture;
    private final Explain explain;
    private final List<List<Finding>> byKind = new ArrayList<>();
    private final Map<String, List<TaskDump>> lost = new LinkedHashMap<>();

    Gathering(Picture picture) {
      this.picture = picture;
      this.explain = new Explain(picture);
      for (Kind _ : Kind.values()) {
        byKind.add(new ArrayList<>());
      }
    }

    @SuppressWarnings("EnumOrdinal") // a list for each, in their order
    private void add(Kind kind, Object subject, String text, String advice) {
      List<Finding> same = byKind.get(kind.ordinal());
      if (same.size() < MOST_OF_A_KIND) {
        same.add(new Finding(kind, subject.toString(), text, advice));
      }
    }

    List<Finding> sorted() {
      return byKind.stream().flatMap(List::stream).toList();
    }

    void deadlock(List<TaskDump> ring) {
      List<String> hops = ring.stream().limit(10).map(task -> Explain.label(task) + " waits for "
          + task.waitsFor().map(WaitDump::what).orElse("nothing")).toList();
      add(Kind.DEADLOCK, ring.getFirst().id(),
          String.join(" -> ", hops) + " -> " + Explain.label(ring.getFirst()) + " again",
          "They wait only for each other: take what both need in one order everywhere, or put a timeout around one"
              + " of the waits. Only a cancellation or a deadline can end it now.");
    }

    void incident(Event event) {
      switch (event.kind()) {
        case LEAKED -> {
          add(Kind.LEAKED, event.subject(), event.subject() + " ended, and its " + event.text(),
              "Resolve it on every path: try (var permit = sender.reserve(cx)) { ... }. CX-3001.");
        }
        case STUCK -> add(Kind.STUCK, event.region() == null ? "" : event.region().id(), event.text(),
            "The code named there calls no operation: add cx.checkpoint() to its loop. CX-2301.");
        default -> {}
      }
    }

    void task(TaskDump task) {
      Optional<Long> asked = task.cancelReason().map(picture::sinceNanos);
      boolean deaf = task.state() == TaskState.CANCEL_REQUESTED && asked.orElse(0L) > stuckNanos;
      if (deaf) {
        add(Kind.DEAF, task.id(), explain.line(task), task.maskDepth() > 0
            ? "It is masked, and hears of it when its mask ends: keep masked sections short."
            : "It comes to no cancel point: add cx.checkpoint() to its loop, or make its blocking call through"
                + " cx.blocking().");
      } else if (task.waitsFor().isEmpty() && picture.silentNanos(task) > stuckNanos) {
        add(Kind.SILENT, task.id(), explain.line(task),
            "It computes, or blocks outside the runtime: cx.checkpoint() lets it be cancelled, cx.blocking() tells"
                + " the runtime that it blocks.");
      }
      task.waitsFor().filter(this::isLost)
          .ifPresent(wait -> lost.computeIfAbsent(wait.what(), _ -> new ArrayList<>()).add(task));
      for (ObligationDump held : task.obligations()) {
        if (picture.heldNanos(held.id().value()) > stuckNanos) {
          add(Kind.HELD_LONG, held.id(), Explain.label(task) + " has held " + held + " for "
              + Words.time(picture.heldNanos(held.id().value())) + " or longer",
              "A permit that is held is a slot that nobody else gets: reserve late, resolve soon.");
        }
      }
    }

    /** Those who wait for the same are told at once. */
    void lost() {
      lost.forEach((what, tasks) -> add(Kind.LOST, tasks.getFirst().id(),
          explain.line(tasks.getFirst()) + (tasks.size() > 1
              ? "; and so do " + (tasks.size() - 1) + " others" : ""),
          "Perhaps the other end was never made, or its task has ended: look at who should use it."));
    }

    private boolean isLost(WaitDump wait) {
      return !wait.operation().equals("SLEEP") && wait.sinceNanos() > stuckNanos
          && wait.heldUpBy().stream().noneMatch(id -> picture.task(id).isPresent());
    }

    void region(Node node) {
      long asked = node.region().cancelReason().map(picture::sinceNanos).orElse(0L);
      if (asked > stuckNanos) {
        add(Kind.SLOW_CLOSE, node.region().id(), explain.region(node).summary(),
            "Ask what it is waiting for: its own page says so.");
      }
      for (OwnedDump thing : node.region().owned()) {
        boolean full = thing.used().isPresent() && thing.capacity().isPresent()
            && thing.used().getAsLong() >= thing.capacity().getAsLong();
        if (full && thing.isWaitedFor() && thing.waitingToTake() == 0) {
          add(Kind.FULL, node.region().id(), thing.toString(),
              "Those who take are slower than those who put. That may be meant: the channel holds the senders back.");
        }
      }
    }
  }
}
