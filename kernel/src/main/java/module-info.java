/** The one implementation of the meaning. Exported to those who open a runtime and to nobody else. */
module dev.asupersync.kernel {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;
  requires transitive dev.asupersync.spi;

  exports dev.asupersync.kernel to
      dev.asupersync.config,
      dev.asupersync.lab,
      dev.asupersync.tck,
      dev.asupersync.benchmarks;
}
