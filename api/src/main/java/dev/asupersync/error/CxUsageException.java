package dev.asupersync.error;

/** The programmer must act: the runtime was used in a way that cannot mean anything. */
public class CxUsageException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CxUsageException(ErrorCode code, String text) {
    super(code.format(text));
    this.code = code;
  }

  public CxUsageException(ErrorCode code, String text, Throwable cause) {
    super(code.format(text), cause);
    this.code = code;
  }

  @Override
  public final ErrorCode code() {
    return code;
  }
}
