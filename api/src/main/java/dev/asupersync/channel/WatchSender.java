package dev.asupersync.channel;

import dev.asupersync.Checkpoints;
import java.util.function.UnaryOperator;

/** The end that sets a watched value. It belongs to the first task that uses it, and closes with that task. */
public interface WatchSender<T> extends AutoCloseable {

  /** Sets the value, watched or not. Cancellation: not a cancel point; never waits. */
  void set(Checkpoints cx, T value);

  /** Sets what {@code change} makes of the value; nobody else can set it in between. Gives the new one. */
  T update(Checkpoints cx, UnaryOperator<T> change);

  T get(Checkpoints cx);

  /** Nothing will be set any more. Any thread. */
  @Override
  void close();
}
