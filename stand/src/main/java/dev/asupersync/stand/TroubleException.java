package dev.asupersync.stand;

/** The stand cannot be put up here. The message says in plain sentences why not, and what to do. */
public final class TroubleException extends Exception {

  private static final long serialVersionUID = 1L;

  TroubleException(String message) {
    super(message);
  }
}
