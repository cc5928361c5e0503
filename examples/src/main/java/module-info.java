/** Programs that a person runs: {@code asupersync run hello}. */
module dev.asupersync.examples {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;
  requires info.picocli;
  requires org.apache.commons.csv;

  exports dev.asupersync.examples.hello;
  exports dev.asupersync.examples.birdstrikes;
  exports dev.asupersync.examples.jam;
  exports dev.asupersync.examples.transfers;
  exports dev.asupersync.examples.orderdesk;

  opens dev.asupersync.examples to info.picocli;
  opens dev.asupersync.examples.birdstrikes to info.picocli;
  opens dev.asupersync.examples.transfers to info.picocli;
  opens dev.asupersync.examples.orderdesk to info.picocli;

  provides dev.asupersync.program.Program with
      dev.asupersync.examples.hello.Hello,
      dev.asupersync.examples.birdstrikes.Birdstrikes,
      dev.asupersync.examples.jam.Jam,
      dev.asupersync.examples.transfers.Transfers,
      dev.asupersync.examples.orderdesk.OrderDesk;
}
