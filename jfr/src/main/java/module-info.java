/** JDK Flight Recorder events of a runtime. */
module dev.asupersync.jfr {
  requires static org.jspecify;
  requires transitive dev.asupersync.spi;
  requires jdk.jfr;

  exports dev.asupersync.jfr;

  provides dev.asupersync.spi.observe.ObserverProvider with dev.asupersync.jfr.JfrProvider;
}
