package dev.asupersync.spi;

/** What a strand runs. It never throws. */
@FunctionalInterface
public interface StrandBody {

  void run(Strand self);
}
