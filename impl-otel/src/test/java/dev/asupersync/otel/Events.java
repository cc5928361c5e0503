package dev.asupersync.otel;

import dev.asupersync.Budget;
import dev.asupersync.CancelKind;
import dev.asupersync.CancelReason;
import dev.asupersync.Capability;
import dev.asupersync.Outcome;
import dev.asupersync.Policy;
import dev.asupersync.RegionId;
import dev.asupersync.TaskId;
import dev.asupersync.Tier;
import dev.asupersync.spi.observe.RegionInfo;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells an observer what a kernel would tell it. */
final class Events {

  static final Outcome<String, Exception> OK = new Outcome.Ok<>("done");

  private final RuntimeObserver observer;
  private final AtomicLong regions = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();

  Events(RuntimeObserver observer) {
    this.observer = observer;
  }

  /** Opens a region and enters its body on this thread. */
  Body open(String name, @Nullable TaskInfo opener, @Nullable RegionInfo parent) {
    return open(name, opener, parent, Budget.DEFAULT);
  }

  Body open(String name, @Nullable TaskInfo opener, @Nullable RegionInfo parent, Budget budget) {
    RegionInfo region =
        new RegionInfo(
            1,
            new RegionId(regions.incrementAndGet()),
            name,
            Optional.ofNullable(parent).map(RegionInfo::id),
            Optional.ofNullable(opener).map(TaskInfo::id),
            Policy.FAIL_FAST,
            budget);
    observer.onRegionOpened(region);
    TaskInfo body = task("", region, opener, true, budget);
    observer.onSpawn(body);
    observer.onStart(body);
    return new Body(region, body);
  }

  TaskInfo spawn(String name, Body in) {
    return spawn(name, in, Budget.DEFAULT);
  }

  TaskInfo spawn(String name, Body in, Budget budget) {
    TaskInfo task = task(name, in.region, in.task, false, budget);
    observer.onSpawn(task);
    return task;
  }

  void start(TaskInfo task) {
    observer.onStart(task);
  }

  void end(TaskInfo task, Outcome<?, ?> outcome) {
    observer.onEnd(task, outcome);
  }

  /** A whole task on this thread. */
  void run(TaskInfo task, Outcome<?, ?> outcome) {
    start(task);
    end(task, outcome);
  }

  /** Leaves the body and closes the region. */
  void close(Body body, Outcome<?, ?> outcome) {
    end(body.task, outcome);
    observer.onRegionClosed(body.region, outcome);
  }

  /** A finalizer of the region, up to its end. */
  void runFinalizer(Body body, Runnable code) {
    TaskInfo finalizer = task("finalizer", body.region, body.task, true, Budget.DEFAULT);
    observer.onSpawn(finalizer);
    observer.onStart(finalizer);
    observer.onFinalizerStarted(body.region, 1);
    code.run();
    observer.onEnd(finalizer, OK);
    observer.onFinalizerEnded(body.region, 1, OK);
  }

  private TaskInfo task(
      String name, RegionInfo region, @Nullable TaskInfo parent, boolean body, Budget budget) {
    return new TaskInfo(
        region.run(),
        new TaskId(tasks.incrementAndGet()),
        name,
        region.id(),
        Optional.ofNullable(parent).map(TaskInfo::id),
        body,
        Tier.TASK,
        budget,
        Set.of(Capability.values()));
  }

  static CancelReason by(CancelKind kind, TaskInfo task, String message) {
    return CancelReason.of(kind)
        .withOrigin(Optional.of(task.region()), Optional.of(task.id()), 0)
        .withMessage(message);
  }

  static Outcome<String, Exception> cancelled(CancelReason reason) {
    return new Outcome.Cancelled<>(reason);
  }

  /** A region whose body runs on this thread. */
  record Body(RegionInfo region, TaskInfo task) {}
}
