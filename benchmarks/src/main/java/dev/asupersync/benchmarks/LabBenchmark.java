package dev.asupersync.benchmarks;

import dev.asupersync.Cx;
import dev.asupersync.Task;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.lab.LabReport;
import dev.asupersync.lab.LabRuntime;
import dev.asupersync.lab.RandomWalk;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.lab.bugs.Bug;
import dev.asupersync.lab.bugs.Bugs;
import dev.asupersync.lab.dpor.Dpor;
import dev.asupersync.lab.explore.Pct;
import dev.asupersync.lab.explore.Pos;
import dev.asupersync.spi.Lane;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.StrandSpec;
import dev.asupersync.sync.Cell;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many schedules and steps the lab makes in a second, beside a loop over bare continuations: the least that any
 * such tool must do on this JVM. Run it with {@code -p} for other programs; the JVM is opened in each.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {
  "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/jdk.internal.vm=ALL-UNNAMED",
  "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED", "-XX:+UseParallelGC"
})
public class LabBenchmark {

  private static final int STEPS = 1_000_000;

  /** A program, and a lab that judges its runs or does not. */
  @State(Scope.Thread)
  public static class Small {

    @Param({"race", "deadlock01", "lazy01", "bluetooth_driver", "stack_bad_10"})
    private String program;

    @Param({"false", "true"})
    private boolean oracles;

    private LabRuntime lab;
    private Task<String, RuntimeException> task;
    private long seed;

    /** Gets both. */
    @Setup
    public void prepare() {
      LabConfig config = LabConfig.defaults().captureTrace(false).stuckLimit(Duration.ZERO);
      lab = LabRuntime.create(oracles ? config : config.oracles(List.of())).unrecorded();
      if (program.equals("race")) {
        task = Small::race;
      } else {
        Bug bug = Bugs.named(program).orElseThrow();
        task = cx -> {
          bug.run(cx);
          return "";
        };
      }
    }

    private static String race(Cx cx) {
      cx.region(scope -> {
        Cell<Integer> count = scope.open(Cell.of(0));
        for (int i = 0; i < 2; i++) {
          scope.launch(c -> count.set(c, count.get(c) + 1));
        }
        return "";
      });
      return "";
    }

    LabReport<String, RuntimeException> run(ScheduleStrategy strategy) {
      return lab.run(strategy, RuntimeException.class, task);
    }
  }

  /** One operation is one schedule, on each of two threads. */
  @Benchmark
  @Threads(2)
  public long schedules(Small small) {
    return small.run(new RandomWalk(small.seed++)).steps();
  }

  /** Optimal DPOR, from the beginning again whenever all classes are explored; one operation is one execution. */
  @State(Scope.Thread)
  public static class Exploration {

    private final LabRuntime lab = LabRuntime.create(
        LabConfig.defaults().captureTrace(false).stuckLimit(Duration.ZERO).oracles(List.of())).unrecorded();

    private Dpor dpor = new Dpor();

    /** One writes each of ten cells from the one before, and one looks for the last zero. */
    static String lastZero(Cx cx) {
      cx.region(scope -> {
        List<Cell<Integer>> cells =
            IntStream.rangeClosed(0, 10).mapToObj(_ -> scope.open(Cell.of(0))).toList();
        scope.launch(c -> {
          int at = 10;
          while (cells.get(at).get(c) != 0) {
            at--;
          }
        });
        for (int i = 1; i <= 10; i++) {
          int at = i;
          scope.launch(c -> cells.get(at).set(c, cells.get(at - 1).get(c) + 1));
        }
        return "";
      });
      return "";
    }
  }

  /** The 3,328 classes of lastzero(10), again and again. */
  @Benchmark
  public long dporExecutions(Exploration of) {
    if (!of.dpor.hasNext()) {
      of.dpor = new Dpor();
    }
    long steps = of.lab.run(of.dpor.next(), RuntimeException.class, Exploration::lastZero).steps();
    of.dpor.ended();
    return steps;
  }

  /** How the strands of a long run are chosen. */
  @State(Scope.Thread)
  public static class Long {

    @Param({"walk", "pct", "pos"})
    private String strategy;

    @Param({"2", "4", "16"})
    private int strands;

    ScheduleStrategy fresh() {
      return switch (strategy) {
        case "walk" -> new RandomWalk(1);
        case "pct" -> new Pct(1, 3, STEPS);
        default -> new Pos(1);
      };
    }
  }

  /** One operation is one step of one run, on one thread. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long steps(Long run) {
    LabConfig config = LabConfig.defaults().maxSteps(0).captureTrace(false).oracles(List.of())
        .stuckLimit(Duration.ZERO);
    LabInterpretation lab = LabInterpretation.of(config, run.fresh());
    long[] made = {0};
    lab.run(new StrandSpec(1, 0, "T0", Lane.READY, java.lang.Long.MAX_VALUE), _ -> {
      for (int i = 1; i <= run.strands; i++) {
        lab.start(new StrandSpec(1, i, "T" + i, Lane.READY, java.lang.Long.MAX_VALUE), self -> {
          for (int step = 0; step < STEPS / run.strands; step++) {
            self.schedulingPoint(OpKind.CHECKPOINT, 0);
            made[0]++;
          }
        });
      }
    }, () -> {});
    return made[0];
  }

  /** Continuations of the JDK, which has no public way to them. */
  @State(Scope.Thread)
  public static class Bare {

    private static final Object SCOPE;
    private static final MethodHandle NEW;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;

    static {
      try {
        Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
        Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
        SCOPE = scope.getConstructor(String.class).newInstance("bare");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        NEW = lookup.findConstructor(continuation, MethodType.methodType(void.class, scope, Runnable.class))
            .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
        RUN = lookup.findVirtual(continuation, "run", MethodType.methodType(void.class))
            .asType(MethodType.methodType(void.class, Object.class));
        YIELD = lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scope))
            .asType(MethodType.methodType(boolean.class, Object.class));
      } catch (ReflectiveOperationException closed) {
        throw new ExceptionInInitializerError(closed);
      }
    }

    static Object continuation(int yields) throws Throwable {
      return NEW.invokeExact(SCOPE, (Runnable) () -> {
        try {
          for (int i = 0; i < yields; i++) {
            boolean again = (boolean) YIELD.invokeExact(SCOPE);
            assert again;
          }
        } catch (Throwable impossible) {
          throw new IllegalStateException(impossible);
        }
      });
    }
  }

  /** Three tasks of five steps without any runtime, each step a switch; one operation is one such schedule. */
  @Benchmark
  @Threads(2)
  public int bareContinuations(Bare bare) throws Throwable {
    Object[] tasks = {Bare.continuation(5), Bare.continuation(5), Bare.continuation(5)};
    int steps = 0;
    for (int round = 0; round <= 5; round++) {
      for (Object task : tasks) {
        Bare.RUN.invokeExact(task);
        steps++;
      }
    }
    return steps;
  }
}
