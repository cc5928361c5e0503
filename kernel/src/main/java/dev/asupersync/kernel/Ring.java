package dev.asupersync.kernel;

import dev.asupersync.TaskId;
import dev.asupersync.spi.Alarm;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The case of a clock: a moment that comes. */
final class Ring<R extends @Nullable Object> implements Offer<R> {

  private final Clock clock;
  private final long atNanos;
  private final Supplier<? extends R> then;
  private final Kernel kernel;
  private @Nullable Alarm alarm;

  Ring(Kernel kernel, long atNanos, Supplier<? extends R> then) {
    this.kernel = kernel;
    this.clock = kernel.clock();
    this.atNanos = atNanos;
    this.then = then;
  }

  @Override
  public void check(TaskRecord task) {}

  @Override
  public boolean isReady(TaskRecord task) {
    return clock.nanos() >= atNanos;
  }

  @Override
  public @Nullable Object take(TaskRecord task) {
    return isReady(task) ? this : null;
  }

  @Override
  public void enlist(Choice.Branch branch) {
    if (atNanos != Clock.NEVER) {
      alarm = kernel.interpretation().alarm(atNanos, branch::grant);
    }
  }

  @Override
  public void leave(Choice.Branch branch) {
    Alarm set = alarm;
    if (set != null) {
      set.cancel();
    }
  }

  @Override
  public R accept(TaskRecord task, Object gift) {
    return then.get();
  }

  @Override
  public String what() {
    return atNanos == Clock.NEVER ? "the end of time" : clock.instant(atNanos).toString();
  }

  @Override
  public List<TaskId> heldUpBy() {
    return List.of();
  }
}
