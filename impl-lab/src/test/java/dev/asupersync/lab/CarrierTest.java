package dev.asupersync.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Outcome;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who carries the strands changes no schedule. */
@Timeout(60)
class CarrierTest {

  private static final LabConfig CONFIG = LabConfig.defaults().oracles(List.of());

  private record Seen(String outcome, String decisions, String trace) {}

  private static Seen run(Carrier carrier, LabConfig config) {
    LabInterpretation lab = new LabInterpretation(carrier, config, new RandomWalk(config.seed()), false);
    try (Kernel kernel = Kernel.open("lab", lab.wiring(), KernelSettings.DEFAULT)) {
      Outcome<String, Exception> outcome = kernel.run(Exception.class, Programs.MIXED);
      return new Seen(outcome.toString(), DecisionLog.words(lab.decisions().hash()), lab.trace().sha256());
    }
  }

  @Test
  void this_jvm_lets_the_lab_carry_its_strands_itself() {
    assertThat(OwnCarrier.isPossible()).isTrue();
    assertThat(Carrier.best()).isInstanceOf(OwnCarrier.class);
  }

  @Test
  void both_carriers_make_the_same_schedules() {
    for (int seed = 0; seed < 50; seed++) {
      LabConfig config = CONFIG.seed(seed);

      Seen jdk = run(new JdkCarrier(), config);

      assertThat(run(new OwnCarrier(), config)).isEqualTo(jdk);
      assertThat(run(new OwnCarrier(), config.stuckLimit(Duration.ZERO))).isEqualTo(jdk);
      assertThat(run(new JdkCarrier(), config.stuckLimit(Duration.ZERO))).isEqualTo(jdk);
    }
  }

  @Test
  void a_strand_that_blocks_outside_of_the_runtime_is_carried_on_when_it_can() throws InterruptedException {
    ReentrantLock outside = new ReentrantLock();
    outside.lock();
    String[] result = new String[1];
    Thread program = Thread.ofPlatform().start(() -> {
      LabInterpretation lab = new LabInterpretation(
          new OwnCarrier(), CONFIG.stuckLimit(Duration.ZERO), new RandomWalk(1), false);
      try (Kernel kernel = Kernel.open("lab", lab.wiring(), KernelSettings.DEFAULT)) {
        result[0] = kernel.run(cx -> {
          outside.lock();
          outside.unlock();
          return "went on";
        }).orThrow();
      }
    });
    while (!outside.hasQueuedThreads()) {
      assertThat(program.isAlive()).isTrue();
    }
    outside.unlock();
    program.join();

    assertThat(result[0]).isEqualTo("went on");
  }

  @Test
  void a_thread_that_is_interrupted_before_it_carries_cancels_the_program_and_stays_interrupted()
      throws InterruptedException {
    Outcome<?, ?>[] result = new Outcome<?, ?>[1];
    boolean[] interrupted = new boolean[1];
    Thread program = Thread.ofPlatform().start(() -> {
      LabInterpretation lab = new LabInterpretation(
          new OwnCarrier(), CONFIG.stuckLimit(Duration.ZERO), new RandomWalk(1), false);
      Thread.currentThread().interrupt();
      try (Kernel kernel = Kernel.open("lab", lab.wiring(), KernelSettings.DEFAULT)) {
        result[0] = kernel.run(cx -> {
          while (true) {
            cx.checkpoint();
          }
        });
      }
      interrupted[0] = Thread.currentThread().isInterrupted();
    });
    program.join();

    assertThat(result[0]).isInstanceOf(Outcome.Cancelled.class);
    assertThat(((Outcome.Cancelled<?, ?>) result[0]).reason().explain()).contains("interrupted");
    assertThat(interrupted[0]).isTrue();
  }
}
