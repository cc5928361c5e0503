package dev.asupersync.program;

/** The arguments of a program are wrong; the message says which, why, and what would be right. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
