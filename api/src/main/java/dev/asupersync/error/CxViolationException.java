package dev.asupersync.error;

/**
 * A run broke a rule that the lab watches over: a deadlock, a leak, an oracle's verdict. Thrown instead of
 * the outcome, after everything has ended. The message says which rule, where, and how to see it again.
 */
public final class CxViolationException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CxViolationException(ErrorCode code, String text) {
    super(code.format(text));
    this.code = code;
  }

  @Override
  public ErrorCode code() {
    return code;
  }
}
