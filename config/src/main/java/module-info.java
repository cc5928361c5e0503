/** From HOCON to a runtime. */
module dev.asupersync.config {
  requires static org.jspecify;
  requires java.management;
  requires transitive dev.asupersync.api;
  requires transitive dev.asupersync.spi;
  requires dev.asupersync.kernel;
  requires transitive typesafe.config;

  uses dev.asupersync.spi.InterpretationProvider;
  uses dev.asupersync.spi.observe.ObserverProvider;

  exports dev.asupersync.config;
}
