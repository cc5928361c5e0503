package dev.asupersync.tck;

/** The error that the programs of these contracts declare. */
final class Oops extends Exception {

  private static final long serialVersionUID = 1L;

  Oops(String text) {
    super(text);
  }
}
