package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Task;
import dev.asupersync.sync.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class QuietRunsTest {

  /** It would be a line for each of thousands of runs; the first that fails is told whole. */
  @Test
  void runs_of_an_exploration_log_nothing() {
    List<String> lines = new ArrayList<>();
    Handler listening = new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger log = Logger.getLogger("dev.asupersync");
    log.addHandler(listening);
    try {
      Task<String, Exception> spins = cx -> cx.region(Exception.class, scope -> {
        Cell<Integer> cell = scope.open(Cell.of(0));
        scope.launch(c -> {
          while (cell.get(c) == 0) {
            c.taskId();
          }
        });
        return "";
      }).orThrow();

      LabRuntime lab = LabRuntime.create(LabConfig.defaults().maxSteps(5_000).maxStepsWithoutTime(100));
      LabReport<String, Exception> quiet = lab.unrecorded().run(Exception.class, spins);
      assertThat(quiet.isClean()).isFalse();
      assertThat(lines).isEmpty();

      lab.run(Exception.class, spins);
      assertThat(lines).anyMatch(line -> line.contains("CX-2301"));
    } finally {
      log.removeHandler(listening);
    }
  }
}
