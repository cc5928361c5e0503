package dev.asupersync.kernel;

import dev.asupersync.obligation.ObligationKind;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.Wiring;
import java.util.concurrent.atomic.AtomicReference;

/** A task of a real runtime, for tests that only want one to exist. */
final class Tasks {

  private static final TaskRecord ONE = make();

  private Tasks() {}

  static TaskRecord one() {
    return ONE;
  }

  private static TaskRecord make() {
    AtomicReference<TaskRecord> made = new AtomicReference<>();
    Kernel kernel = 
        Kernel.open("stress", Wiring.of(ProdInterpretation.open()), KernelSettings.DEFAULT);
    kernel.run(cx -> {
      made.set(TaskCx.of(cx).task());
      return "";
    });
    return made.get();
  }

  /** An obligation that nothing depends on. */
  static final class Token extends ObligationRecord {

    Token() {
      super(ONE, ObligationKind.IO_OP);
    }

    @Override
    protected String subject() {
      return "token";
    }

    @Override
    protected long resource() {
      return 0;
    }

    @Override
    protected void undo() {}

    @Override
    protected OpKind abortKind() {
      return OpKind.PROMISE;
    }
  }
}
