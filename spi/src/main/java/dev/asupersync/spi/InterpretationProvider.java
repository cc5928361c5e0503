package dev.asupersync.spi;

/**
 * Makes an interpretation that configuration can name. Found by {@code ServiceLoader}: a public class with a
 * public constructor without parameters and nothing in it, one line in {@code META-INF/services}, and
 * {@code provides} in {@code module-info}. Its defaults stand in the {@code reference.conf} of its jar under
 * {@code asupersync.<name>}.
 */
public interface InterpretationProvider {

  /** The name in {@code asupersync.runtime}: lower case, unique on the class path. */
  String name();

  /** Reads all of its settings, then makes it. Starts nothing before the first run. */
  Wiring create(ProviderContext context);
}
