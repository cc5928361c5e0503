/** The contract tests that every interpretation must pass, for those who write one. */
module dev.asupersync.tck {
  requires static org.jspecify;
  requires transitive dev.asupersync.spi;
  requires transitive dev.asupersync.kernel;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;

  exports dev.asupersync.tck;
}
