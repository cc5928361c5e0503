package dev.asupersync.dump;

import dev.asupersync.TaskId;
import java.util.List;

/**
 * What a task waits for.
 *
 * @param operation what it does: {@code SLEEP}, {@code JOIN}, {@code CHANNEL_RECV}; the names only ever grow in number
 * @param what the operation and its object: {@code recv on channel "orders"}
 * @param sinceNanos for how long
 * @param heldUpBy the tasks that could end the wait, as far as the runtime knows them
 */
public record WaitDump(String operation, String what, long sinceNanos, List<TaskId> heldUpBy) {

  public WaitDump {
    heldUpBy = List.copyOf(heldUpBy);
  }
}
