/** Production: every strand is a virtual thread. Found by name; nobody needs to compile against it. */
module dev.asupersync.prod {
  requires static org.jspecify;
  requires transitive dev.asupersync.spi;

  exports dev.asupersync.prod;

  provides dev.asupersync.spi.InterpretationProvider with
      dev.asupersync.prod.ProdProvider;
}
