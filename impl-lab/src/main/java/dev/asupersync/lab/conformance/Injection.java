package dev.asupersync.lab.conformance;

import dev.asupersync.CancelReason;
import dev.asupersync.TaskId;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.RuntimeView;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cancels one task at one moment: when the so-manieth operation of the whole program is about to be done, or a task
 * is about to wait, by whichever task. A real request, as a handle makes it. Rules: D27, 12.27.
 */
final class Injection implements RuntimeObserver {

  private final long point;
  private final TaskId victim;
  private @Nullable RuntimeView runtime;
  private long points;
  private long newest = -1;
  private boolean delivered;

  /** Cancels {@code victim} at {@code point}, counted from 0. */
  Injection(long point, long victim) {
    this.point = point;
    this.victim = new TaskId(victim);
  }

  /** One that cancels nobody and only counts. */
  static Injection none() {
    return new Injection(-1, 0);
  }

  /** How many moments there were. */
  long points() {
    return points;
  }

  /** How many tasks there were. */
  long tasks() {
    return newest + 1;
  }

  /** Whether the victim was there to be cancelled. */
  boolean isDelivered() {
    return delivered;
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.RUNTIME, Hook.SPAWN, Hook.OPERATION, Hook.WAIT);
  }

  @Override
  public void onRuntimeOpened(RuntimeView view) {
    runtime = view;
  }

  @Override
  public void onSpawn(TaskInfo task) {
    newest = Math.max(newest, task.id().value());
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    moment();
  }

  @Override
  public void onBlocked(TaskInfo task, OpKind kind, long resource) {
    moment();
  }

  private void moment() {
    RuntimeView view = runtime;
    if (points++ == point && view != null) {
      delivered = view.cancel(victim, CancelReason.user("injected at point " + point));
    }
  }
}
