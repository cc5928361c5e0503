package dev.asupersync.lab.trace;

import dev.asupersync.RegionState;
import dev.asupersync.TaskState;
import dev.asupersync.obligation.ObligationKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * The numbers of states in traces. Stable, whatever becomes of the order in which the states are declared.
 */
final class TraceCodes {

  private TraceCodes() {}

  static int of(TaskState state) {
    return switch (state) {
      case CREATED -> 0;
      case RUNNING -> 1;
      case CANCEL_REQUESTED -> 2;
      case CANCELLING -> 3;
      case FINALIZING -> 4;
      case COMPLETED -> 5;
    };
  }

  static int of(RegionState state) {
    return switch (state) {
      case OPEN -> 0;
      case CLOSING -> 1;
      case DRAINING -> 2;
      case FINALIZING -> 3;
      case CLOSED -> 4;
    };
  }

  static int of(ObligationKind kind) {
    return switch (kind) {
      case SEND_PERMIT -> 0;
      case ACK -> 1;
      case LEASE -> 2;
      case IO_OP -> 3;
      case SEMAPHORE_PERMIT -> 4;
      case TRANSACTION -> 5;
    };
  }

  static Optional<TaskState> taskState(long code) {
    return Arrays.stream(TaskState.values()).filter(state -> of(state) == code).findFirst();
  }

  static Optional<RegionState> regionState(long code) {
    return Arrays.stream(RegionState.values()).filter(state -> of(state) == code).findFirst();
  }
}
