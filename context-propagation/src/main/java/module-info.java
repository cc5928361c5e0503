/** What Micrometer's context-propagation knows of, carried into tasks. */
module dev.asupersync.propagation {
  requires static org.jspecify;
  requires transitive dev.asupersync.spi;
  requires transitive context.propagation;

  exports dev.asupersync.propagation;

  provides dev.asupersync.spi.observe.ObserverProvider with dev.asupersync.propagation.PropagationProvider;
}
