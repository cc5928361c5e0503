package dev.asupersync;

/** A section in which cancellation waits; made for try-with-resources. Rules: 5.13 to 5.16. */
public interface Mask extends AutoCloseable {

  /** Ends the section. A second close does nothing. */
  @Override
  void close();
}
