/** The one implementation of the meaning. Exported to those who open a runtime and to nobody else. */
@SuppressWarnings("module") // those who open a runtime come later in the order of the build
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
