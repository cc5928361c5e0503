package dev.asupersync.kernel;

import dev.asupersync.spi.OpKind;
import dev.asupersync.TaskId;
import java.util.List;

/**
 * What a task waits for, published while it is parked.
 *
 * @param masked whether it waits inside a mask
 */
public record Wait(OpKind kind, long resource, Subject subject, boolean masked, long sinceNanos) {

  /** What is waited for, as reports see it. */
  public interface Subject {

    /** {@code recv on channel "orders"}. */
    String what();

    /** The live tasks that could end the wait, as far as they are known. */
    List<TaskId> heldUpBy();
  }
}
