package dev.asupersync.lab.dpor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The places of a run, one after the other. What is cut off is used again for what comes there next. */
final class Path {

  private @Nullable Step[] steps = new @Nullable Step[64];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Step get(int place) {
    Step step = steps[place];
    if (step == null || place >= size) {
      throw new IndexOutOfBoundsException("Place " + place + " of a path of " + size + ".");
    }
    return step;
  }

  Step last() {
    return get(size - 1);
  }

  /** One place more. */
  Step open() {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, size * 2);
    }
    Step step = steps[size];
    if (step == null) {
      step = new Step(size);
      steps[size] = step;
    } else {
      step.clear();
    }
    size++;
    return step;
  }

  void cutTo(int length) {
    size = Math.min(size, length);
  }
}
