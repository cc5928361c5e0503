package dev.asupersync.otel;

/** Class names of throwables as attribute values: the first so many are told apart, all others are one. */
final class ErrorTypes {

  static final String OTHER = "_OTHER";

  private final FirstNames known;

  ErrorTypes(int most) {
    this.known = new FirstNames(most);
  }

  String of(Throwable error) {
    String name = error.getClass().getName();
    return known.admits(name) ? name : OTHER;
  }
}
