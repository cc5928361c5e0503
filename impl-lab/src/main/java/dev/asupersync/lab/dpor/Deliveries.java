package dev.asupersync.lab.dpor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which message. Putting into a queue and taking from it commute, whoever waits: the first taken is the first
 * put. So they are no race; but what comes next on the strand of the taker is ordered after the putting, and what
 * comes next on that of the putter after the taking that made room.
 */
final class Deliveries {

  private static final class Line {
    final Ints puts = new Ints();
    final Ints takes = new Ints();
    final Ints waiting = new Ints();
    int served;
    int ended = Step.ALL;

    void clear() {
      puts.clear();
      takes.clear();
      waiting.clear();
      served = 0;
      ended = Step.ALL;
    }
  }

  private final List<Step> path;
  private final Numbers things;
  private @Nullable Line[] lines = {};

  Deliveries(List<Step> path, Numbers things) {
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
      case CHANNEL_PUT -> put(line, step);
      case CHANNEL_TAKE -> take(line, step);
      case CHANNEL_END -> line.ended = step.place;
      default -> { }
    }
  }

  private void put(Line line, Step step) {
    long madeRoom = line.puts.size() - step.capacity;
    step.grantedBy = madeRoom >= 0 && madeRoom < line.takes.size() ? line.takes.get((int) madeRoom) : Step.ALL;
    line.puts.add(step.place);
    if (line.served < line.waiting.size()) {
      int taker = line.waiting.get(line.served++);
      path.get(taker).grantedBy = step.place;
      line.takes.add(taker);
    }
  }

  private void take(Line line, Step step) {
    if (line.takes.size() < line.puts.size()) {
      step.grantedBy = line.puts.get(line.takes.size());
      line.takes.add(step.place);
    } else {
      step.grantedBy = line.ended; // unless somebody still puts something in
      line.waiting.add(step.place);
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
