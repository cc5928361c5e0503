/** What interpretations and observers implement. */
module dev.asupersync.spi {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;

  exports dev.asupersync.spi;
  exports dev.asupersync.spi.observe;
}
