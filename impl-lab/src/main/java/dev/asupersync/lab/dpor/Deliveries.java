package dev.asupersync.lab.dpor;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which message. Putting into a queue and taking from it commute, whoever waits: the first taken is the first
 * put. So they are no race; but what comes next on the strand of the taker is ordered after the putting, and what
 * comes next on that of the putter after the taking that made room.
 */
final class Deliveries {

  private static final class Line {
    int slots;
    final Ints puts = new Ints();
    final Ints takes = new Ints();
    final Ints waiting = new Ints();
    final Ints ends = new Ints();
    int served;

    void clear() {
      slots = 0;
      puts.clear();
      takes.clear();
      waiting.clear();
      ends.clear();
      served = 0;
    }
  }

  private final Path path;
  private final Numbers things;
  private @Nullable Line[] lines = {};

  Deliveries(Path path, Numbers things) {
    this.path = path;
    this.things = things;
  }

  void clear() {
    for (Line line : lines) {
      if (line != null) {
        line.clear();
      }
    }
  }

  void note(Step step, int queue) {
    Line line = line(queue);
    switch (step.operation) {
      case CHANNEL_RESERVE -> reserve(line, step);
      case CHANNEL_SEND -> put(line, step);
      case CHANNEL_PUT -> {
        reserve(line, step);
        put(line, step);
      }
      case CHANNEL_TAKE -> take(line, step);
      case CHANNEL_END -> line.ends.add(step.place);
      default -> { }
    }
  }

  private void reserve(Line line, Step step) {
    long madeRoom = line.slots++ - step.capacity;
    step.grantedBy = madeRoom >= 0 && madeRoom < line.takes.size() ? line.takes.get((int) madeRoom) : Step.ALL;
  }

  private void put(Line line, Step step) {
    line.puts.add(step.place);
    if (line.served < line.waiting.size()) {
      int taker = line.waiting.get(line.served++);
      path.get(taker).grantedBy = step.place;
      path.get(taker).unserved = false;
      line.takes.add(taker);
    }
  }

  private void take(Line line, Step step) {
    if (line.takes.size() < line.puts.size()) {
      step.grantedBy = line.puts.get(line.takes.size());
      step.unserved = false;
      line.takes.add(step.place);
    } else {
      step.grantedBy = Step.ALL;
      step.unserved = true;
      line.waiting.add(step.place);
    }
  }

  /** Tells what {@code step} waited for, if that was that nothing comes any more: every sender's end. */
  void awaitedBy(Step step, int queue, IntConsumer place) {
    if (step.unserved) {
      Ints ends = line(queue).ends;
      for (int i = 0; i < ends.size(); i++) {
        place.accept(ends.get(i));
      }
    }
  }

  private Line line(int queue) {
    if (queue >= lines.length) {
      lines = Arrays.copyOf(lines, Math.max(things.size(), queue + 1));
    }
    Line line = lines[queue];
    if (line == null) {
      line = new Line();
      lines[queue] = line;
    }
    return line;
  }
}
