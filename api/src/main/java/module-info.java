/** What programs see: nothing here but values, interfaces and the combinators written over them. */
module dev.asupersync.api {
  requires static org.jspecify;

  exports dev.asupersync;
  exports dev.asupersync.channel;
  exports dev.asupersync.combine;
  exports dev.asupersync.combine.plan;
  exports dev.asupersync.dump;
  exports dev.asupersync.error;
  exports dev.asupersync.heap;
  exports dev.asupersync.obligation;
  exports dev.asupersync.program;
  exports dev.asupersync.session;
  exports dev.asupersync.stream;
  exports dev.asupersync.sync;
}
