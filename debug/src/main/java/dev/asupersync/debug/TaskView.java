package dev.asupersync.debug;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.dump.TaskDump;
import dev.asupersync.dump.WaitDump;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task, a budget and a reason as JSON. */
final class TaskView {

  private static final int MOST_EDGES = 20;

  private final Picture picture;

  TaskView(Picture picture) {
    this.picture = picture;
  }

  /** One row of a table. */
  Map<String, Object> row(TaskDump task) {
    return Json.object(
        "id", task.id(),
        "name", Words.cut(task.name(), 200),
        "region", task.region(),
        "body", task.body(),
        "state", task.state(),
        "ageNanos", task.ageNanos(),
        "polls", task.polls(),
        "masked", task.maskDepth() > 0 ? Optional.of(task.maskDepth()) : Optional.empty(),
        "said", Optional.of(task.progress()).filter(said -> !said.isEmpty()),
        "cancelled", task.cancelReason().map(CancelReason::toString),
        "obligations", task.obligations().size(),
        "wait", task.waitsFor().map(this::wait));
  }

  private Map<String, Object> wait(WaitDump wait) {
    return Json.object(
        "operation", wait.operation(),
        "what", wait.what(),
        "sinceNanos", wait.sinceNanos(),
        "heldUpBy", wait.heldUpBy().stream().limit(MOST_EDGES).toList(),
        "more", Math.max(0, wait.heldUpBy().size() - MOST_EDGES));
  }

  /** Everything that is known of it. */
  Map<String, Object> whole(TaskDump task) {
    Map<String, Object> view = row(task);
    view.put("label", Explain.label(task));
    task.inRegion().ifPresent(region -> view.put("inRegion", region));
    view.put("path", RegionView.path(picture, task.region()));
    view.put("budget", budget(task.budget()));
    task.cancelReason().ifPresent(reason -> view.put("cancellation", reason(reason)));
    view.put("held", task.obligations().stream().map(held -> Json.object(
        "id", held.id(),
        "kind", held.kind(),
        "subject", held.subject(),
        "site", Optional.of(held.site()).filter(site -> !site.isEmpty()),
        "heldNanos", picture.heldNanos(held.id().value()))).toList());
    view.put("explain", answer(new Explain(picture).task(task)));
    return view;
  }

  static Map<String, Object> answer(Explain.Answer answer) {
    return Json.object("summary", answer.summary(), "because", answer.because(), "chain", answer.chain(),
        "advice", Optional.of(answer.advice()).filter(advice -> !advice.isEmpty()));
  }

  Map<String, Object> budget(Budget budget) {
    Instant now = Instant.ofEpochSecond(0, picture.epochNanos());
    return Json.object(
        "deadline", budget.deadline().map(Instant::toString),
        "leftMillis", budget.deadline().map(at -> at.toEpochMilli() - now.toEpochMilli()),
        "polls", limit(budget.pollQuota()),
        "cost", limit(budget.costQuota()),
        "priority", budget.priority());
  }

  private static Optional<Long> limit(long quota) {
    return quota == Budget.UNLIMITED ? Optional.empty() : Optional.of(quota);
  }

  /** The chain of causes, from the one that was told down to what set it all off. */
  Map<String, Object> reason(CancelReason reason) {
    List<Map<String, Object>> chain = reason.chain().stream().map(link -> Json.object(
        "kind", link.kind(),
        "message", link.message(),
        "region", link.region(),
        "task", link.task())).toList();
    return Json.object("sinceNanos", picture.sinceNanos(reason), "chain", chain);
  }
}
