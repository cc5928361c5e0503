/** The deterministic interpretation, its traces, its oracles, and their use from JUnit. */
module dev.asupersync.lab {
  requires static org.jspecify;
  requires static org.junit.jupiter.api;
  requires static org.junit.platform.commons;
  requires transitive dev.asupersync.api;
  requires transitive dev.asupersync.spi;
  requires dev.asupersync.kernel;
  requires org.lz4.java;

  exports dev.asupersync.lab;
  exports dev.asupersync.lab.bugs;
  exports dev.asupersync.lab.capture;
  exports dev.asupersync.lab.chaos;
  exports dev.asupersync.lab.conformance;
  exports dev.asupersync.lab.crash;
  exports dev.asupersync.lab.dpor;
  exports dev.asupersync.lab.explore;
  exports dev.asupersync.lab.fault;
  exports dev.asupersync.lab.inject;
  exports dev.asupersync.lab.junit;
  exports dev.asupersync.lab.oracle;
  exports dev.asupersync.lab.selftest;
  exports dev.asupersync.lab.shrink;
  exports dev.asupersync.lab.trace;
  exports dev.asupersync.lab.watch;

  provides dev.asupersync.spi.InterpretationProvider with
      dev.asupersync.lab.LabProvider,
      dev.asupersync.lab.capture.CaptureProvider,
      dev.asupersync.lab.capture.ReplayProvider;
  provides dev.asupersync.spi.observe.ObserverProvider with
      dev.asupersync.lab.watch.OraclesProvider;
}
