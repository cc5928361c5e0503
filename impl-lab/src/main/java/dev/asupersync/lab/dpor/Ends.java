package dev.asupersync.lab.dpor;

import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which tasks have ended, for those who wait for that: a join, and a region that closes. Behind its end a task still
 * gives back what it held, so what is waited for is the last step of its strand.
 */
final class Ends {

  private final Numbers things;
  private final Touch touch;

  /** The strands on which they ended. */
  private int[] ofTask = {};

  /** The places at which they ended. */
  private int[] lastOfRegion = {};

  Ends(Numbers things, Touch touch) {
    this.things = things;
    this.touch = touch;
  }

  void clear() {
    Arrays.fill(ofTask, Step.ALL);
    Arrays.fill(lastOfRegion, Step.ALL);
  }

  void note(Step step) {
    if (step.operation == OpKind.END) {
      int task = touch.task(step);
      int region = touch.region(step.region);
      ofTask = things.fit(ofTask, Step.ALL);
      lastOfRegion = things.fit(lastOfRegion, Step.ALL);
      ofTask[task] = step.strand;
      step.endBefore = lastOfRegion[region];
      lastOfRegion[region] = step.place;
    }
  }

  /** Tells the strands whose end {@code step} waited for, if need be. Gives whether there are any. */
  boolean awaitedBy(Step step, Path path, IntConsumer strand) {
    return switch (step.operation) {
      case JOIN -> {
        int task = touch.task(step);
        if (task >= ofTask.length || ofTask[task] == Step.ALL) {
          yield false;
        }
        strand.accept(ofTask[task]);
        yield true;
      }
      case REGION_CLOSE -> {
        int region = touch.region(step.resource);
        int end = region >= lastOfRegion.length ? Step.ALL : lastOfRegion[region];
        boolean any = end != Step.ALL;
        for (; end != Step.ALL; end = path.get(end).endBefore) {
          strand.accept(path.get(end).strand);
        }
        yield any;
      }
      default -> false;
    };
  }
}
