package dev.asupersync.lab;

/**
 * Thrown out of every step of a strand that must end now: its program neither ended nor drained when it was
 * asked to. Nothing catches it but the strand itself.
 */
final class StrandUnwound extends Error {

  private static final long serialVersionUID = 1L;

  StrandUnwound() {
    super("The lab ends this strand: its program did not drain. The violation of the run says why.",
        null, false, false);
  }
}
