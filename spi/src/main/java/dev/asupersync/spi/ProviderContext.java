package dev.asupersync.spi;

/** What a provider is given. */
public interface ProviderContext {

  /** The settings under {@code asupersync.<name>}. */
  Settings settings();

  /** Another interpretation by name, to watch or to wrap. Errors: CX-1001, CX-1007 for a ring. */
  Wiring delegate(String name);
}
