package dev.asupersync.kernel;

import dev.asupersync.Case;
import dev.asupersync.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Case} as the kernel knows it: what is offered, how it is taken, and what is made of it. What is taken at
 * once and what is granted to a waiting {@link Choice} is the same kind of thing, the gift.
 */
public interface Offer<R extends @Nullable Object> extends Case<R> {

  /** Refuses a task that may not use it; the first thing that is asked. */
  void check(TaskRecord task);

  /** Takes what is there, or gives null: then it must be waited for. */
  @Nullable Object take(TaskRecord task);

  /** Whether {@link #take} would take something now. */
  boolean isReady(TaskRecord task);

  /** Stands in line with the others of the choice; granted at once if there is something by now. */
  void enlist(Choice.Branch branch);

  /** Leaves the line, if it stands there still. Something else came first, or nothing will. */
  void leave(Choice.Branch branch);

  /** What the program gets for the gift. Nothing here can be taken back. */
  R accept(TaskRecord task, Object gift);

  /** For reports: {@code a message on channel "orders"}. */
  String what();

  List<TaskId> heldUpBy();
}
