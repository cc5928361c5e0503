package dev.asupersync;

import dev.asupersync.error.CancelledError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of {@link Cx} that waits for the first of several things. {@link Select#first} is the shorter way. */
public interface Selecting {

  /**
   * Waits until one of the cases is ready, takes that one, and gives what its handler makes of it. Of several that
   * are ready one is picked at random: in the lab by a recorded decision. The others have taken nothing, and have
   * left every queue they stood in.
   *
   * <p>Cancellation: a cancel point. Cancelled while waiting, nothing was taken: {@link CancelledError}.
   * Errors: whatever the picked case fails with, as CX-3102 for a channel that is closed and drained; CX-2001 for
   * a case that is a mock; IllegalArgumentException without any case.
   */
  <R extends @Nullable Object> R select(List<? extends Case<? extends R>> cases);
}
