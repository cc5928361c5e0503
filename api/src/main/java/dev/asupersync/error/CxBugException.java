package dev.asupersync.error;

/** We must act: the runtime or an interpretation broke its own rules. */
public class CxBugException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CxBugException(ErrorCode code, String text) {
    super(code.format(text));
    this.code = code;
  }

  public CxBugException(ErrorCode code, String text, Throwable cause) {
    super(code.format(text), cause);
    this.code = code;
  }

  @Override
  public final ErrorCode code() {
    return code;
  }
}
