package dev.asupersync.spi.observe;

/** The hooks of a {@link RuntimeObserver}; one that nobody wants is never called. */
public enum Hook {
  RUNTIME,
  RUN,
  REGION_OPENED,
  REGION_STATE,
  REGION_CANCELLED,
  REGION_CLOSED,
  SPAWN,
  START,
  TASK_STATE,
  CANCEL_REQUESTED,
  CANCEL_ACKNOWLEDGED,
  BUDGET,
  MASK,
  END,
  FINALIZER,
  OBLIGATION,
  OPERATION,
  WAIT,
  TRACE,
  STUCK,
  TALLY,
  LEAK,
  JOINED,
  OPENED
}
