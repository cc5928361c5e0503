package dev.asupersync.error;

/** A panic of a task or region, thrown on by whoever asked for its value. */
public final class PanicError extends Error {

  private static final long serialVersionUID = 1L;

  public PanicError(Throwable cause) {
    super("panic: " + cause, cause);
  }

  @Override
  public synchronized Throwable getCause() {
    Throwable cause = super.getCause();
    return cause == null ? this : cause;
  }
}
