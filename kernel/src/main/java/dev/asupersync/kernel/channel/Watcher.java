package dev.asupersync.kernel.channel;

import dev.asupersync.Case;
import dev.asupersync.Checkpoints;
import dev.asupersync.channel.ChannelClosedException;
import dev.asupersync.channel.WatchReceiver;
import dev.asupersync.kernel.End;
import dev.asupersync.kernel.TaskRecord;
import dev.asupersync.spi.OpKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One who watches, and the version that it has seen. Only its own task changes that. */
final class Watcher<T> extends End implements WatchReceiver<T> {

  private final WatchedValue<T> value;
  private volatile long seen;

  Watcher(WatchedValue<T> value, long seen) {
    super(value);
    this.value = value;
    this.seen = seen;
  }

  long seen() {
    return seen;
  }

  @Override
  public T changed(Checkpoints cx) {
    TaskRecord task = enter(cx, OpKind.SIGNAL_WAIT);
    task.pass();
    return accept(task, value.changed(task, this));
  }

  @SuppressWarnings("unchecked") // versions of the value and CLOSED are given
  private T accept(TaskRecord task, Object gift) {
    if (WatchedValue.isClosed(gift)) {
      task.throwIfCancelled();
      throw new ChannelClosedException(
          "Nothing more will change on " + value.subject() + ": its sender is closed, and the last value is seen.");
    }
    return see((WatchedValue.Version<T>) gift);
  }

  private T see(WatchedValue.Version<T> version) {
    seen = version.number();
    return version.value();
  }

  @Override
  public <R extends @Nullable Object> Case<R> onChanged(Function<? super T, ? extends R> then) {
    return new Changing<>(this, then);
  }

  @Override
  public T peek(Checkpoints cx) {
    enter(cx, OpKind.VALUE_READ);
    return value.latest().value();
  }

  @Override
  public T get(Checkpoints cx) {
    enter(cx, OpKind.VALUE_READ);
    return see(value.latest());
  }

  @Override
  public boolean hasChanged(Checkpoints cx) {
    enter(cx, OpKind.VALUE_READ);
    return value.latest().number() != seen;
  }

  @Override
  protected void leave() {}

  record Changing<T, R extends @Nullable Object>(Watcher<T> end, Function<? super T, ? extends R> then)
      implements Source.Tap<R> {

    @Override
    public Source source() {
      return end.value;
    }

    @Override
    public void check(TaskRecord task) {
      end.admit(task);
    }

    @Override
    public boolean isReady(TaskRecord task) {
      return end.value.take(end) != null;
    }

    @Override
    public @Nullable Object take(TaskRecord task) {
      return end.value.take(end);
    }

    @Override
    public R accept(TaskRecord task, Object gift) {
      return then.apply(end.accept(task, gift));
    }
  }
}
