package dev.asupersync.lab;

import dev.asupersync.spi.Lane;
import dev.asupersync.spi.StrandBody;
import dev.asupersync.spi.StrandSpec;

/** Programs that use the interpretation directly, without a kernel. */
final class Strands {

  private Strands() {}

  static StrandSpec spec(long task) {
    return spec(task, Lane.READY);
  }

  static StrandSpec spec(long task, Lane lane) {
    return new StrandSpec(1, task, "T" + task, lane, Long.MAX_VALUE);
  }

  static void run(LabInterpretation lab, StrandBody root) {
    lab.run(spec(0), root, () -> {});
  }
}
