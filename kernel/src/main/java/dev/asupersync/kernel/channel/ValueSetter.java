package dev.asupersync.kernel.channel;

import dev.asupersync.Checkpoints;
import dev.asupersync.channel.WatchSender;
import dev.asupersync.kernel.End;
import dev.asupersync.spi.OpKind;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The end of a watch that sets the value. Only one task has it, so nothing comes between reading and setting. */
final class ValueSetter<T> extends End implements WatchSender<T> {

  private final WatchedValue<T> value;

  ValueSetter(WatchedValue<T> value) {
    super(value);
    this.value = value;
  }

  @Override
  public void set(Checkpoints cx, T next) {
    Objects.requireNonNull(next, "a watch holds no null");
    enter(cx, OpKind.VALUE_WRITE);
    value.set(next);
  }

  @Override
  public T update(Checkpoints cx, UnaryOperator<T> change) {
    enter(cx, OpKind.VALUE_WRITE);
    T next = Objects.requireNonNull(change.apply(value.latest().value()), "a watch holds no null");
    value.set(next);
    return next;
  }

  @Override
  public T get(Checkpoints cx) {
    enter(cx, OpKind.VALUE_READ);
    return value.latest().value();
  }

  @Override
  protected void leave() {
    value.senderGone();
  }
}
