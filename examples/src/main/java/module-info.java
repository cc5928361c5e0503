/** Programs that a person runs: {@code asupersync run hello}. */
module dev.asupersync.examples {
  requires static org.jspecify;
  requires transitive dev.asupersync.api;
  requires info.picocli;
  requires org.apache.commons.csv;

  exports dev.asupersync.examples.hello;
  exports dev.asupersync.examples.birdstrikes;
  exports dev.asupersync.examples.transfers;

  opens dev.asupersync.examples to info.picocli;
  opens dev.asupersync.examples.birdstrikes to info.picocli;
  opens dev.asupersync.examples.transfers to info.picocli;

  provides dev.asupersync.program.Program with
      dev.asupersync.examples.hello.Hello,
      dev.asupersync.examples.birdstrikes.Birdstrikes,
      dev.asupersync.examples.transfers.Transfers;
}
