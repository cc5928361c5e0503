package dev.asupersync.benchmarks;

import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.explore.Budget;
import dev.asupersync.lab.explore.Explorer;
import dev.asupersync.lab.explore.Searches;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many schedules a whole exploration makes in a second on all cores, its accounts of classes and outcomes included:
 * in a JVM whose {@code java.lang} is open to the lab, and in one without any flag.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 2)
public class ExploreBenchmark {

  private static final int SCHEDULES = 20_000;

  /** A program, and whether its runs are judged. */
  @State(Scope.Benchmark)
  public static class Of {

    @Param({"race01", "lazy01"})
    private String program;

    @Param({"walk", "surw"})
    private String search;

    @Param({"false", "true"})
    private boolean oracles;

    private LabConfig config;
    private Task<String, RuntimeException> task;
    private long seed;

    /** Gets both. */
    @Setup
    public void prepare() {
      config = LabConfig.defaults();
      config = oracles ? config : config.oracles(List.of());
      Bug bug = Bugs.named(program).orElseThrow();
      task = cx -> {
        bug.run(cx);
        return "";
      };
    }

    long explore() {
      return Explorer.of(config).budget(Budget.schedules(SCHEDULES)).countingAll()
          .explore(program, Searches.named(search, seed++), RuntimeException.class, task).runs();
    }
  }

  /** One operation is one schedule. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "-XX:+UseParallelGC"})
  @OperationsPerInvocation(SCHEDULES)
  public long opened(Of of) {
    return of.explore();
  }

  /** One operation is one schedule. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
  @OperationsPerInvocation(SCHEDULES)
  public long withoutFlag(Of of) {
    return of.explore();
  }
}
