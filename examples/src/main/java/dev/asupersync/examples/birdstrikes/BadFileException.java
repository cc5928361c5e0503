package dev.asupersync.examples.birdstrikes;

/** The file cannot be read, or a record of it makes no sense; the message names file and line. */
public final class BadFileException extends Exception {

  private static final long serialVersionUID = 1L;

  BadFileException(String message) {
    super(message);
  }

  BadFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
