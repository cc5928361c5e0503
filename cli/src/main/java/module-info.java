/** The command {@code asupersync}. */
module dev.asupersync.cli {
  requires static org.jspecify;
  requires dev.asupersync.api;
  requires dev.asupersync.spi;
  requires dev.asupersync.config;
  requires dev.asupersync.lab;
  requires info.picocli;
  requires java.logging;
  requires jdk.unsupported;

  uses dev.asupersync.program.Program;

  exports dev.asupersync.cli;

  opens dev.asupersync.cli to
      info.picocli;
}
