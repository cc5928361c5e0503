/** What a runtime does, on a page for a browser. */
module dev.asupersync.debug {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;
  requires transitive dev.asupersync.spi;
  requires jdk.httpserver;

  exports dev.asupersync.debug;

  provides dev.asupersync.spi.observe.ObserverProvider with dev.asupersync.debug.DebugProvider;
}
