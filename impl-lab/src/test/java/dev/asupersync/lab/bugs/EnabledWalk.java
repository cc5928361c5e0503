package dev.asupersync.lab.bugs;

import dev.asupersync.Outcome;
import dev.asupersync.error.CxViolationException;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.lab.ScheduleStrategy;
import dev.asupersync.spi.OpKind;
import dev.asupersync.spi.observe.Hook;
import dev.asupersync.spi.observe.RuntimeObserver;
import dev.asupersync.spi.observe.TaskInfo;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A random walk in the model of the published numbers: the beginning and the end of a task are no steps, and a task
 * whose lock is held, or whose other task has not ended, cannot be chosen. So no lock is ever waited for in line, and
 * each that is free goes to any of those who want it.
 */
final class EnabledWalk implements ScheduleStrategy, RuntimeObserver {

  private final SplittableRandom random;
  private final Set<Long> held = new HashSet<>();
  private final Set<Long> ended = new HashSet<>();

  private EnabledWalk(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether the bug shows in the walk from this seed. */
  static boolean finds(Bug bug, long seed) {
    EnabledWalk walk = new EnabledWalk(seed);
    LabInterpretation lab =
        LabInterpretation.of(LabConfig.defaults().captureTrace(false).oracles(List.of()), walk);
    try (Kernel kernel = Kernel.open("lab", lab.wiring().observedBy(walk), KernelSettings.DEFAULT)) {
      Outcome<String, RuntimeException> outcome = kernel.run(cx -> {
        bug.run(cx);
        return "";
      });
      return outcome instanceof Outcome.Panicked<?, ?>(BugFound _);
    } catch (CxViolationException deadlock) {
      return true;
    }
  }

  @Override
  public int choose(DecisionKind kind, Candidates candidates) {
    int[] enabled = new int[candidates.count()];
    int count = 0;
    for (int i = 0; i < enabled.length; i++) {
      OpKind operation = candidates.operation(i);
      if (operation == OpKind.START || operation == OpKind.END) {
        return i;
      }
      if (isEnabled(operation, candidates.resource(i))) {
        enabled[count++] = i;
      }
    }
    return count == 0 ? 0 : enabled[random.nextInt(count)];
  }

  private boolean isEnabled(OpKind operation, long resource) {
    return switch (operation) {
      case ACQUIRE -> !held.contains(resource);
      case JOIN -> ended.contains(resource);
      default -> true;
    };
  }

  @Override
  public Set<Hook> hooks() {
    return EnumSet.of(Hook.OPERATION, Hook.END);
  }

  @Override
  public void onOperation(TaskInfo task, OpKind kind, long resource) {
    if (kind == OpKind.ACQUIRE) {
      held.add(resource);
    } else if (kind == OpKind.RELEASE) {
      held.remove(resource);
    }
  }

  @Override
  public void onEnd(TaskInfo task, Outcome<?, ?> outcome) {
    ended.add(task.id().value());
  }
}
