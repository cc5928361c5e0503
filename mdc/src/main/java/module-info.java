/** SLF4J's MDC, carried into tasks. */
module dev.asupersync.mdc {
  requires static org.jspecify;
  requires transitive dev.asupersync.spi;
  requires org.slf4j;

  exports dev.asupersync.mdc;

  provides dev.asupersync.spi.observe.ObserverProvider with dev.asupersync.mdc.MdcProvider;
}
