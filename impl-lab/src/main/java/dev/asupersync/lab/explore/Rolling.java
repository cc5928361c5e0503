package dev.asupersync.lab.explore;

import dev.asupersync.lab.Candidates;
import dev.asupersync.lab.DecisionKind;
import dev.asupersync.lab.SplitMix;
import dev.asupersync.spi.OpKind;

/** A hash over all that a run did so far, and its latest steps in words. */
final class Rolling {

  private static final int KEPT = 16;

  private final Paths paths = new Paths();
  private final int[] strands = new int[KEPT];
  private final OpKind[] operations = new OpKind[KEPT];
  private final long[] resources = new long[KEPT];
  private long hash;
  private long steps;

  void started(int strand, long path) {
    paths.set(strand, path);
    roll(path);
  }

  void stepped(int strand, OpKind operation, long resource, boolean resuming) {
    roll(paths.get(strand) + operation.code() + 64 * SplitMix.mix(resource) + (resuming ? 1L << 63 : 0));
    int at = (int) (steps++ % KEPT);
    strands[at] = strand;
    operations[at] = operation;
    resources[at] = resource;
  }

  void choosing(DecisionKind kind, Candidates candidates) {
    roll(kind.code());
    if (kind == DecisionKind.STRAND) {
      for (int i = 0; i < candidates.count(); i++) {
        roll(paths.get(candidates.strand(i)) + candidates.operation(i).code() + SplitMix.mix(candidates.resource(i)));
      }
    }
  }

  private void roll(long value) {
    hash = SplitMix.mix(hash + value);
  }

  char hash() {
    return (char) (hash >>> 48);
  }

  long steps() {
    return steps;
  }

  /** What there is to choose from, in words. */
  static String words(DecisionKind kind, Candidates candidates) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < candidates.count(); i++) {
      text.append(i == 0 ? "" : ", ");
      if (kind == DecisionKind.STRAND) {
        text.append("strand ").append(candidates.strand(i)).append(" at ");
        text.append(candidates.operation(i)).append(' ').append(candidates.resource(i));
      } else {
        text.append(switch (kind) {
          case ALARM -> "alarm ";
          case FAULT -> "fault ";
          case SELECT, STRAND -> "part ";
        }).append(candidates.id(i));
      }
    }
    return text.toString();
  }

  /** The latest steps in words, oldest first. */
  String words() {
    StringBuilder text = new StringBuilder();
    for (long step = Math.max(0, steps - KEPT); step < steps; step++) {
      int at = (int) (step % KEPT);
      text.append(text.isEmpty() ? "" : ", ").append(strands[at]).append(' ').append(operations[at]).append(' ')
          .append(resources[at]);
    }
    return text.toString();
  }
}
