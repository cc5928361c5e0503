package dev.asupersync.obligation;

/** What was promised. Rule: 6.1. */
public enum ObligationKind {
  SEND_PERMIT,
  ACK,
  LEASE,
  IO_OP,
  SEMAPHORE_PERMIT,
  TRANSACTION
}
