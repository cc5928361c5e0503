package dev.asupersync;

import dev.asupersync.obligation.IoOp;
import dev.asupersync.obligation.Lease;
import dev.asupersync.obligation.Transaction;
import java.time.Duration;

/**
 * The part of {@link Cx} that makes obligations of a program's own: things that must be kept or taken back before
 * the task ends, and that the runtime sees, reports and takes back where the task is cancelled.
 *
 * <p>Cancellation: each is a cancel point before anything is promised; what it promises is then taken back in
 * cancellation by the given action, masked by nothing, on the task's own strand. Errors: CX-3004 in a finalizer,
 * CX-2004 when the task holds too many. Rules: 6.1 to 6.11.
 */
public interface Promising {

  /**
   * An operation on the outside world has begun that must be completed or cancelled. Needs {@link Capability#IO}.
   *
   * @param what as reports name it
   * @param onAbort cancels it; must be quick, and may not use this {@code Cx} to wait
   */
  IoOp beginIo(String what, Runnable onAbort);

  /** Changes that belong together have begun; {@code rollback} takes back what was done of them. */
  Transaction beginTransaction(String what, Runnable rollback);

  /** A right that lasts for so long and can be renewed. Needs {@link Capability#TIME}. */
  Lease lease(String what, Duration time);
}
