package dev.asupersync.error;

/** The operator must act: a configuration, a file or a class path is wrong. Nothing was started. */
public class CxConfigException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CxConfigException(ErrorCode code, String text) {
    super(code.format(text));
    this.code = code;
  }

  public CxConfigException(ErrorCode code, String text, Throwable cause) {
    super(code.format(text), cause);
    this.code = code;
  }

  @Override
  public final ErrorCode code() {
    return code;
  }
}
